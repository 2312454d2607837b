namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>Makes folders and files that no other user of the machine can read. Windows keeps a user's folders private by itself.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder with mode 700. One that is there stays as it is: it may be shared on purpose.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnersFolder);
    }

    /// <summary>Makes an empty file with mode 600, or gives that mode to the one that is there.</summary>
    public static void Touch(string path)
    {
        using (Open(path, FileMode.OpenOrCreate)) { }
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnersFile) File.SetUnixFileMode(path, OwnersFile);
    }

    /// <summary>Writes a file with mode 600.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Touch(path);
        using var file = Open(path, FileMode.Truncate);
        file.Write(content);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Truncate) options.UnixCreateMode = OwnersFile;
        return new FileStream(path, options);
    }
}
