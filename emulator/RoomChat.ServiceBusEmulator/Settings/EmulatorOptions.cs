using System.Globalization;
using System.Net;

namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>
/// The emulator's settings: addresses, limits, key, storage and configuration file. Configuration section <c>Emulator</c>;
/// <see cref="EmulatorOptionsReader"/> has the ranges.
/// </summary>
internal sealed class EmulatorOptions
{
    public const string Section = "Emulator";

    /// <summary>AMQP port; <c>--amqp-port</c>, <c>Emulator__AmqpPort</c>. The default is the standard AMQP port.</summary>
    public int AmqpPort { get; set; } = 5672;

    /// <summary>
    /// HTTP port; <c>--admin-port</c>, <c>Emulator__AdminPort</c>, <c>EMULATOR_HTTP_PORT</c>. The default is that of Microsoft's emulator.
    /// </summary>
    public int AdminPort { get; set; } = 5300;

    /// <summary>
    /// The IP address to listen on; <c>--listen</c>, <c>Emulator__ListenAddress</c>. By default only this machine can connect.
    /// </summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>
    /// Most open connections; <c>--max-connections</c>, <c>Emulator__MaxConnections</c>. The default is the limit of a Service Bus
    /// namespace.
    /// </summary>
    public int MaxConnections { get; set; } = 5_000;

    /// <summary>
    /// The key that tokens must be signed with; <c>--sas-key</c>, <c>Emulator__SasKey</c>. If unset, any token, or no token, is accepted.
    /// </summary>
    public string? SasKey { get; set; }

    /// <summary>The key's name; <c>--sas-key-name</c>, <c>Emulator__SasKeyName</c>.</summary>
    public string SasKeyName { get; set; } = "RootManageSharedAccessKey";

    /// <summary>
    /// A file in the Config.json format of Microsoft's emulator; <c>--config</c>, <c>Emulator__ConfigPath</c>. If unset, the namespace
    /// starts without configured entities.
    /// </summary>
    public string? ConfigPath { get; set; }

    /// <summary>The failures that an accepted message survives; <c>--durability</c>, <c>Emulator__Durability</c>.</summary>
    public Durability Durability { get; set; } = Durability.Disk;

    /// <summary>
    /// The data folder; <c>--data</c>, <c>Emulator__DataPath</c>. If unset, a folder in the user's profile, named after the AMQP port so
    /// that two emulators do not share it.
    /// </summary>
    public string? DataPath { get; set; }

    /// <summary>Bytes of message contents to cache in memory. Contents in the cache are not read back from disk.</summary>
    public long ContentMemory { get; set; } = 16 * 1024 * 1024;

    /// <summary>The data folder in use; null if nothing is stored on disk.</summary>
    internal string? DataFolder => Durability == Durability.Memory ? null : DataPath ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "roomchat-servicebus-emulator",
        AmqpPort.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="EmulatorStartException">The address is not an IP address.</exception>
    internal IPAddress Address => IPAddress.TryParse(ListenAddress, out var address)
        ? address
        : throw new EmulatorStartException($"'{ListenAddress}' is not an IP address to listen on; set --listen (Emulator__ListenAddress).");
}
