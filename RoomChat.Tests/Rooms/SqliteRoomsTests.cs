namespace RoomChat.Tests.Rooms;

public sealed class SqliteRoomsTests : RoomsContract
{
    private readonly List<DirectoryInfo> _folders = [];

    private protected override string SchemaQuery => """
        SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
        UNION ALL SELECT m.tbl_name, m.name, '', '', '' FROM sqlite_master m WHERE m.type = 'index'
        UNION ALL SELECT m.name, f."from", f."table", f."to", f.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
        """;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var folder in _folders) folder.Delete(recursive: true);
    }

    private protected override Task<(string Setting, string Value)> CreateDatabaseAsync()
    {
        var folder = TestFolder.Create("roomchat-rooms-");
        _folders.Add(folder);
        return Task.FromResult(("Rooms:Path", Path.Combine(folder.FullName, "rooms.db")));
    }
}
