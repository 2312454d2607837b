using Microsoft.Extensions.Configuration;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Tests.Settings;

public sealed class EmulatorOptionsReaderTests
{
    public static TheoryData<string> Settings =>
        [.. typeof(EmulatorOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_that_is_null_or_empty_has_its_default(string setting)
    {
        var expected = typeof(EmulatorOptions).GetProperty(setting)!.GetValue(new EmulatorOptions());
        foreach (var nothing in (string?[])[null, "", " "])
            Assert.Equal(expected, typeof(EmulatorOptions).GetProperty(setting)!.GetValue(Read((setting, nothing))));
    }

    [Fact]
    public void Every_setting_is_read_and_names_ignore_case()
    {
        var read = Read(
            ("amqpport", "1"), ("AdminPort", " 65535 "), ("ListenAddress", "0.0.0.0"), ("MaxConnections", "7"), ("SasKey", "k"),
            ("SasKeyName", "n"), ("ConfigPath", "c"), ("Durability", "memory"), ("DataPath", "d"), ("ContentMemory", "0"));
        Assert.Equal((1, 65_535, "0.0.0.0", 7), (read.AmqpPort, read.AdminPort, read.ListenAddress, read.MaxConnections));
        Assert.Equal(("k", "n", "c", "d"), (read.SasKey, read.SasKeyName, read.ConfigPath, read.DataPath));
        Assert.Equal((Durability.Memory, 0), (read.Durability, read.ContentMemory));
    }

    [Theory]
    [InlineData("AmqpPort", "many", "a whole number from 1 to 65535, but is 'many'")]
    [InlineData("AmqpPort", "0", "a whole number from 1 to 65535, but is '0'")]
    [InlineData("AdminPort", "65536", "a whole number from 1 to 65535")]
    [InlineData("MaxConnections", "1.5", "a whole number from 1 to 2147483647")]
    [InlineData("ContentMemory", "-1", "a whole number from 0 to")]
    [InlineData("Durability", "Tape", "Disk or Memory, but is 'Tape'")]
    [InlineData("Durability", "1", "Disk or Memory")]
    [InlineData("AmqpPort:Value", "1", "one value")]
    [InlineData("Prot", "1", "The settings are AmqpPort, ")]
    public void Invalid_setting_is_named_with_the_allowed_values(string setting, string value, string expected)
    {
        var message = Assert.Throws<EmulatorStartException>(() => Read((setting, value))).Message;
        var name = setting.Split(':')[0];
        Assert.Contains($"Emulator:{name} (Emulator__{name})", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }

    private static EmulatorOptions Read(params (string Setting, string? Value)[] settings)
    {
        var given = settings.Select(setting => KeyValuePair.Create($"Emulator:{setting.Setting}", setting.Value));
        var options = new EmulatorOptions();
        new EmulatorOptionsReader(new ConfigurationBuilder().AddInMemoryCollection(given).Build()).Configure(options);
        return options;
    }
}
