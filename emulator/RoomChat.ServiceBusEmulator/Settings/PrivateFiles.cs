namespace RoomChat.ServiceBusEmulator.Settings;

/// <summary>
/// Creates folders and files that other users of the machine cannot read. On Windows, a user's folders are private by default.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder with mode 700. An existing folder keeps its mode: it may be shared on purpose.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnersFolder);
    }

    /// <summary>Creates an empty file with mode 600, or sets that mode on an existing file.</summary>
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
