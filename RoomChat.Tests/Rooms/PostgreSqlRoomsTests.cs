using RoomChat.ServiceDefaults.Permissions;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Rooms;

public sealed class PostgreSqlRoomsTests(PostgreSqlServer server) : RoomsContract
{
    private const string Setting = "ConnectionStrings:rooms";

    private protected override string SchemaQuery => """
        SELECT table_name, column_name, data_type, is_nullable, coalesce(character_maximum_length, 0)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT tablename, indexname, indexdef, '', 0 FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT conrelid::regclass::text, conname, confdeltype::text, '', 0 FROM pg_constraint WHERE contype = 'f'
        """;

    [Fact]
    public async Task Without_database_new_joins_of_private_rooms_are_undecided()
    {
        await using var proxy = new CuttableProxy(await server.GetPortAsync());
        await using var host = await RoomsHost.StartAsync(Setting, await server.CreateDatabaseAsync(proxy.Port));
        var roomId = await host.CreateAsync();
        Assert.True(host.May(Ada, RoomAction.Join, roomId));
        proxy.Hold();
        proxy.CutAll();
        await Eventually.Holds(() => host.Directory.Age == RulesAge.Old, "the rules are old");
        Assert.Equal(RoomVerdict.Undecided, host.Policy.Decide(Ada, RoomAction.Join, roomId).Verdict);
        Assert.True(host.May(Ada, RoomAction.Hear, roomId));
        Assert.True(host.May(Ada, RoomAction.Publish, roomId));
        Assert.True(host.May(Eve, RoomAction.Join, RoomChat.Contracts.RoomId.Parse("general", null)));
        proxy.Release();
        await Eventually.Holds(() => host.May(Ada, RoomAction.Join, roomId), "the database is back");
    }

    [Fact]
    public async Task Service_started_without_database_decides_no_join_until_it_returns()
    {
        await using var proxy = new CuttableProxy(await server.GetPortAsync());
        var database = await server.CreateDatabaseAsync(proxy.Port);
        proxy.Hold();
        await using var host = await RoomsHost.StartAsync(Setting, database);
        var general = RoomChat.Contracts.RoomId.Parse("general", null);
        Assert.Equal(RoomVerdict.Undecided, host.Policy.Decide(Eve, RoomAction.Join, general).Verdict);
        proxy.Release();
        await Eventually.Holds(() => host.May(Eve, RoomAction.Join, general), "the rooms were read");
    }

    private protected override async Task<(string Setting, string Value)> CreateDatabaseAsync() =>
        (Setting, await server.CreateDatabaseAsync());
}
