using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Connections;

/// <summary>An ended session loses its connections: WebSocket and hub, on every instance.</summary>
public sealed class SessionEndsTests
{
    private readonly InMemoryEndedSessions _sessions = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ended_session_loses_its_connections_and_others_stay()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var ends = Ends(server);
        await ends.LookAsync(Ct);
        await using var tab = await server.ConnectAsync("user-1");
        await using var otherTab = await server.ConnectAsync("user-1");
        await using var hub = await HubRecorder.ConnectAsync(server.HubAddress, new Caller("user-1", "Ann"));
        await using var bob = await server.ConnectAsync("user-2");
        await Eventually.Holds(() => server.Connections.Count == 4, "all four are served");

        await _sessions.EndAsync("user-1", TimeSpan.FromDays(1), Ct);
        await ends.LookAsync(Ct);

        await Eventually.Holds(() => tab.HasEnded && otherTab.HasEnded && hub.Ended is not null, "all three are closed");
        Assert.Equal((4503, 4503), ((int)tab.CloseStatus!, (int)otherTab.CloseStatus!));
        Assert.Contains("4503", hub.Ended, StringComparison.Ordinal);
        await bob.GetRoomsAsync(Ct);
        Assert.False(bob.HasEnded);
    }

    [Fact]
    public async Task Connection_opened_just_after_the_session_end_is_closed_too()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var ends = Ends(server);
        await ends.LookAsync(Ct);
        await _sessions.EndAsync("user-1", TimeSpan.FromDays(1), Ct);
        await ends.LookAsync(Ct);
        // A gateway that checked a moment earlier still admits it.
        await using var late = await server.ConnectAsync("user-1");
        await Eventually.Holds(() => server.Connections.Count == 1, "it is served");
        _sessions.Advance(TimeSpan.FromSeconds(2));
        await ends.LookAsync(Ct);
        await Eventually.Holds(() => late.HasEnded, "it is closed");
    }

    [Fact]
    public async Task Session_ended_while_the_list_was_away_is_closed_later()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var ends = Ends(server);
        await ends.LookAsync(Ct);
        await using var ann = await server.ConnectAsync("user-1");
        await Eventually.Holds(() => server.Connections.Count == 1, "she is served");
        await _sessions.EndAsync("user-1", TimeSpan.FromDays(1), Ct);
        _sessions.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(() => ends.LookAsync(Ct));
        _sessions.Advance(TimeSpan.FromHours(1));
        _sessions.IsAway = false;
        await ends.LookAsync(Ct);
        await Eventually.Holds(() => ann.HasEnded, "it is closed");
    }

    [Fact]
    public async Task Service_checks_ended_sessions_at_least_once_a_second()
    {
        var time = new FakeTimeProvider();
        await using var server = await RealtimeServer.StartAsync();
        using var ends = Ends(server, time);
        await ends.StartAsync(Ct);
        await using var ann = await server.ConnectAsync("user-1");
        await Eventually.Holds(() => server.Connections.Count == 1 && _sessions.Reads == 1, "she is served, and the first look is done");

        await _sessions.EndAsync("user-1", TimeSpan.FromDays(1), Ct);
        time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.Holds(() => ann.HasEnded, "it is closed");
        Assert.Equal(4503, (int)ann.CloseStatus!);
        await ends.StopAsync(Ct);
    }

    [Fact]
    public async Task Service_does_not_check_without_connections()
    {
        var time = new FakeTimeProvider();
        await using var server = await RealtimeServer.StartAsync();
        using var ends = Ends(server, time);
        await ends.StartAsync(Ct);
        await Eventually.Holds(() => _sessions.Reads == 1, "the first look has learned the list's clock");
        for (var second = 0; second < 60; second++) time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _sessions.Reads);

        await _sessions.EndAsync("user-1", TimeSpan.FromDays(1), Ct);
        _sessions.Advance(TimeSpan.FromSeconds(1));
        await using var late = await server.ConnectAsync("user-1");
        await Eventually.Holds(() => server.Connections.Count == 1, "it is served");
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => late.HasEnded, "it is closed");
        await ends.StopAsync(Ct);
    }

    private SessionEnds Ends(RealtimeServer server, TimeProvider? time = null) =>
        new(_sessions, server.Connections, time ?? TimeProvider.System, NullLogger<SessionEnds>.Instance);
}
