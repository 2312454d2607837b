namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>
/// Folders for what the processes of a test keep on disk. They sync each write, so that a slow disk would be all that the tests wait for: where the
/// system has a file system in memory, with room, the folders are there. What is in them survives a killed process, as on a disk.
/// </summary>
public static class TestFolder
{
    private const string InMemory = "/dev/shm";
    private const long Room = 2L << 30;

    /// <summary>Creates an empty folder. The caller deletes it.</summary>
    public static DirectoryInfo Create(string prefix) =>
        Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace > Room
            ? Directory.CreateDirectory(Path.Combine(InMemory, $"{prefix}{Guid.NewGuid():N}"))
            : Directory.CreateTempSubdirectory(prefix);
}
