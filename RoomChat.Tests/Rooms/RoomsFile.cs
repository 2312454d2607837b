using Microsoft.Data.Sqlite;

namespace RoomChat.Tests.Rooms;

/// <summary>An empty database of rooms in its own folder.</summary>
internal sealed class RoomsFile : IDisposable
{
    internal const string Setting = "Rooms:Path";

    private readonly DirectoryInfo _folder = TestFolder.Create("roomchat-rooms-");

    internal string Path => System.IO.Path.Combine(_folder.FullName, "rooms.db");

    /// <summary>Starts a host with this database only.</summary>
    internal Task<RoomsHost> StartAsync() => RoomsHost.StartAsync(Setting, Path);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
