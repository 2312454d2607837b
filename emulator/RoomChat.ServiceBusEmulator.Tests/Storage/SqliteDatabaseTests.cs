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
    public void Folder_and_messages_can_be_read_by_their_owner_only()
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
    public void Messages_of_an_earlier_version_get_the_mode_and_a_shared_folder_keeps_its_own()
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
