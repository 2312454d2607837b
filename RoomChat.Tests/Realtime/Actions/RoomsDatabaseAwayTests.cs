using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Rooms;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Realtime.Actions;

/// <summary>The database of rooms fails while rooms have members.</summary>
public sealed class RoomsDatabaseAwayTests(PostgreSqlServer postgres)
{
    private const string Setting = "ConnectionStrings:rooms";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_stay_and_newcomers_to_a_private_room_get_unavailable()
    {
        await using var proxy = new CuttableProxy(await postgres.GetPortAsync());
        var database = await postgres.CreateDatabaseAsync(proxy.Port);
        await using var api = await RoomsHost.StartAsync(Setting, database);
        var roomId = await api.CreateAsync();
        await using var server = await RealtimeServer.StartAsync(new Dictionary<string, string?> { [Setting] = database });
        await using var inside = await FrameRecorder.ConnectAsync(server.Address, Ct, Ada);
        await inside.JoinAsync(roomId.Value, Ct);

        proxy.Hold();
        proxy.CutAll();
        await Eventually.Holds(() => server.Part<IRoomRules>().Age == RulesAge.Old, "the rules are old");

        await using var newcomer = await FrameRecorder.ConnectAsync(server.Address, Ct, Ada);
        await newcomer.SendAsync($$"""{"action":"join","room_id":"{{roomId}}"}""", Ct);
        await newcomer.WaitForAsync(frame => FrameRecorder.Text(frame, "code") == ErrorCode.Unavailable, "unavailable");
        await newcomer.JoinAsync("general", Ct);
        await inside.JoinAsync(roomId.Value, Ct);
        await server.SayAsync(roomId.Value, "still here");
        await inside.WaitForContentAsync("still here");
        await inside.SendAsync($$"""{"action":"typing","room_id":"{{roomId}}"}""", Ct);
        await inside.WaitForAsync(frame => FrameRecorder.IsType(frame, "typing"), "typing");

        proxy.Release();
        await Eventually.Holds(() => server.Part<IRoomRules>().Age == RulesAge.Current, "the rules are current");
        await newcomer.JoinAsync(roomId.Value, Ct);
    }
}
