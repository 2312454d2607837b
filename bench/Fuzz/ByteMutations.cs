namespace RoomChat.Benchmarks.Fuzz;

/// <summary>
/// Generates almost valid inputs from valid ones: changes, removes, inserts and repeats bytes, and combines inputs. The same seed gives
/// the same inputs.
/// </summary>
internal sealed class ByteMutations(int seed, IReadOnlyList<byte[]> good)
{
    private const int MostChanges = 5;
    private const int MostRepeats = 300;

    /// <summary>Format codes, sizes and counts at the limits of AMQP.</summary>
    private static readonly byte[] Interesting =
    [
        0x00, 0x01, 0x02, 0x40, 0x41, 0x43, 0x45, 0x50, 0x52, 0x53, 0x55, 0x56, 0x60, 0x70, 0x71, 0x73, 0x7F, 0x80, 0x83, 0x94, 0x98,
        0xA0, 0xA1, 0xA3, 0xB0, 0xB1, 0xB3, 0xC0, 0xC1, 0xD0, 0xD1, 0xE0, 0xF0, 0xFE, 0xFF,
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = new List<byte>(Pick(good));
        for (var changes = _random.Next(MostChanges + 1); changes > 0; changes--) Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = _random.Next(Math.Min(bytes.Count - at, 16) + 1);
        switch (_random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Pick(Interesting);
                break;
            case 2 when at < bytes.Count:
                bytes[at] += (byte)(_random.Next(2) == 0 ? 1 : 255);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.Insert(at, Pick(Interesting));
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 6:
                var other = Pick(good);
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(_random.Next(other.Length)));
                break;
            case 7:
                Repeat(bytes, at);
                break;
            default:
                for (var i = at; i < Math.Min(at + 4, bytes.Count); i++) bytes[i] = (byte)(_random.Next(2) * 0xFF);
                break;
        }
    }

    /// <summary>Inserts many nested lists or nested descriptors.</summary>
    private void Repeat(List<byte> bytes, int at)
    {
        byte[] layer = _random.Next(4) switch
        {
            0 => [0x00],
            1 => [0xC0, 0xFF, 0x01],
            2 => [0xD0, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x01],
            _ => [0x00, 0x53, 0x77],
        };
        for (var repeats = _random.Next(MostRepeats); repeats > 0; repeats--) bytes.InsertRange(at, layer);
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
