using System.Runtime.Versioning;
using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteDatabaseTests : IDisposable
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-database-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Folder_and_message_files_are_readable_by_owner_only()
    {
        var data = Path.Combine(_folder.FullName, "data");
        using var database = new SqliteDatabase(data);
        using var open = database.Connect();
        Assert.Equal(Owners | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        var files = Directory.GetFiles(data, "messages.db*");
        Assert.Contains(files, path => path.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, path => Assert.Equal(Owners, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Old_message_file_becomes_private_and_folder_mode_stays()
    {
        const UnixFileMode Shared = Owners | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_folder.FullName, Shared);
        var path = Path.Combine(_folder.FullName, "messages.db");
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, Owners | UnixFileMode.OtherRead);
        using var database = new SqliteDatabase(_folder.FullName);
        Assert.Equal(Owners, File.GetUnixFileMode(path));
        Assert.Equal(Shared, File.GetUnixFileMode(_folder.FullName));
    }
}
