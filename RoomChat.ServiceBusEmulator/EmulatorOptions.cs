using System.ComponentModel.DataAnnotations;

namespace RoomChat.ServiceBusEmulator;

/// <summary>Where the emulator listens and which entities it starts with. Configuration section <c>Emulator</c>.</summary>
internal sealed class EmulatorOptions
{
    public const string Section = "Emulator";

    /// <summary>AMQP port on the loopback address; <c>--amqp-port</c>, <c>Emulator__AmqpPort</c>. The default is AMQP's own.</summary>
    [Range(1, 65_535)]
    public int AmqpPort { get; set; } = 5672;

    /// <summary>HTTP port on the loopback address; <c>--admin-port</c>, <c>Emulator__AdminPort</c>. The default is that of Microsoft's emulator.</summary>
    [Range(1, 65_535)]
    public int AdminPort { get; set; } = 5300;

    /// <summary>
    /// A file in the Config.json format of Microsoft's emulator; <c>--config</c>, <c>Emulator__ConfigPath</c>. Without one the namespace is empty.
    /// </summary>
    public string? ConfigPath { get; set; }
}
