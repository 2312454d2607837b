namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>
/// Folders for the data of the processes that a test starts. They sync each write, so a slow disk would dominate the test time.
/// Folders are in the in-memory file system, if there is one with enough room. As on a disk, the data survive a killed process.
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
