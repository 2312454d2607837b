namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>What an accepted message survives.</summary>
internal enum Durability
{
    /// <summary>A crash of the emulator and of the machine: accepted is on disk.</summary>
    Disk,

    /// <summary>Nothing: messages are gone when the emulator ends.</summary>
    Memory,
}
