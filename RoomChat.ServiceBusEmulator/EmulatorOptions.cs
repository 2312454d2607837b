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

    /// <summary>What an accepted message survives; <c>--durability</c>, <c>Emulator__Durability</c>.</summary>
    public Durability Durability { get; set; } = Durability.Disk;

    /// <summary>
    /// The folder for what is kept on disk; <c>--data</c>, <c>Emulator__DataPath</c>. Without one it is a folder of the user's, named after the AMQP
    /// port, so that two emulators do not meet.
    /// </summary>
    public string? DataPath { get; set; }

    /// <summary>Bytes of message contents that memory may keep beside the disk, so that what is received soon is not read back.</summary>
    [Range(0, long.MaxValue)]
    public long ContentMemory { get; set; } = 16 * 1024 * 1024;
}
