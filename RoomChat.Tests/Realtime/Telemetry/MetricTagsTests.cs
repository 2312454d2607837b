using System.Diagnostics.Metrics;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Telemetry;

/// <summary>Time series use memory for ever, so values that clients choose must not create any.</summary>
public sealed class MetricTagsTests
{
    private const int Rounds = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tags_contain_no_rooms_users_or_actions_of_clients()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var tags = new TagRecorder(server.Part<IMeterFactory>());
        await VisitAsync(server, "first");
        var before = tags.Series;
        for (var round = 0; round < Rounds; round++) await VisitAsync(server, $"round{round}");

        Assert.Contains(before, series => series.StartsWith("roomchat.messages", StringComparison.Ordinal));
        Assert.DoesNotContain(tags.Series, series => series.Contains("marked", StringComparison.OrdinalIgnoreCase));
        // Connections that end at different moments may have different end reasons. But not every visit may add a series.
        Assert.InRange(tags.Series.Count - before.Count, 0, Rounds - 1);
    }

    private static async Task VisitAsync(RealtimeServer server, string visit)
    {
        var mark = $"marked{visit}";
        await using var ada = await FrameRecorder.ConnectAsync(server.Address, Ct, new Caller($"user-{mark}", mark));
        await ada.JoinAsync(mark, Ct);
        await server.SayAsync(mark, mark);
        await ada.WaitForContentAsync(mark);
        await ada.SendAsync($$"""{"action":"typing","room_id":"{{mark}}"}""", Ct);
        await ada.SendAsync($$"""{"action":"{{mark}}"}""", Ct);
        await ada.SendAsync(mark, Ct);
        await ada.LeaveAsync(mark, Ct);
        await using var hub = await HubRecorder.ConnectAsync(server.HubAddress, new Caller($"user-{mark}", mark));
        await hub.JoinAsync(mark);
        await hub.Connection.SendCoreAsync(mark, [mark], Ct);
        await RawHttp.ExchangeAsync(server.HubAddress, $"GET /ws/{mark}?{mark} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await RawHttp.ExchangeAsync(server.HubAddress, $"{mark.ToUpperInvariant()} /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
}
