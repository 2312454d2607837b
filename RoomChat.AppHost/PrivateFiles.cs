namespace RoomChat.AppHost;

/// <summary>Makes folders and files that no other user of the machine can read. On Windows a user's folders are private anyway.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder with mode 700, or gives that mode to an existing folder.</summary>
    internal static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnersFolder);
        if (File.GetUnixFileMode(path) != OwnersFolder) File.SetUnixFileMode(path, OwnersFolder);
    }

    /// <summary>Writes a file with mode 600. It replaces an existing file of this path.</summary>
    internal static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(text.AsMemory(), ct);
    }
}
