using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Contracts;

public sealed class JsonIntegerTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("0e999999999", 0)]
    [InlineData("0E-999999999", 0)]
    [InlineData("41.0", 41)]
    [InlineData("4.1e1", 41)]
    [InlineData("410e-1", 41)]
    [InlineData("-4.10E+1", -41)]
    [InlineData("0.041e+3", 41)]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    [InlineData("-9.223372036854775808e18", long.MinValue)]
    public void Whole_number_is_read_in_every_notation(string text, long number) => Assert.Equal(number, Read(text));

    [Theory]
    [InlineData("41.5")]
    [InlineData("1e-1")]
    [InlineData("0.1")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775808.0")]
    [InlineData("1e19")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999")]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("\"7\"")]
    [InlineData("true")]
    public void Fractions_and_numbers_beyond_64_bits_are_refused(string text) => Assert.Null(Read(text));

    [Property]
    public bool Zeros_after_the_point_and_powers_of_ten_change_nothing(long number, PositiveInt zeros, PositiveInt power)
    {
        var (digits, tens) = (number.ToString(CultureInfo.InvariantCulture), power.Get % 10);
        // JSON does not allow leading zeros.
        if (number == 0) tens = 0;
        return Read($"{digits}.{new string('0', 1 + (zeros.Get % 20))}") == number
            && Read($"{digits}{new string('0', tens)}e-{tens}") == number
            && Read($"{digits}.5") is null;
    }

    private static long? Read(string json)
    {
        try
        {
            var frame = JsonSerializer.Deserialize(
                $$"""{"action":"join","room_id":"a","since":{{json}}}""", FrameJsonContext.Wire.ClientFrame);
            return ((ClientFrame.Join)frame!).Since;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
