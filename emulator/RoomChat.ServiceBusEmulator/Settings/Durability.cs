namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>The failures that an accepted message survives.</summary>
internal enum Durability
{
    /// <summary>A crash of the emulator or the machine: accepted messages are on disk.</summary>
    Disk,

    /// <summary>None: messages are lost when the emulator ends.</summary>
    Memory,
}
