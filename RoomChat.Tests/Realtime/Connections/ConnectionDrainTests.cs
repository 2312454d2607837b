using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;
using RoomChat.Realtime.Transports;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class ConnectionDrainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_asks_many_connections_gradually_until_all_are_asked()
    {
        var time = new FakeTimeProvider();
        var registry = new ConnectionRegistry(new RealtimeMetrics(new UnheardMeters()));
        var connections = Enumerable.Range(0, 1_000).Select(_ => new RecordedConnection().Connection).ToList();
        connections.ForEach(registry.Add);
        var options = Options.Create(new ConnectionOptions { DrainSpread = TimeSpan.FromSeconds(1) });
        var drain = new ConnectionDrain(registry, options, time, NullLogger<ConnectionDrain>.Instance);

        var stopping = drain.StoppingAsync(Ct);
        Assert.True(drain.HasBegun);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await Eventually.Holds(() => Asked() == 500, "half of them are asked");
        time.Advance(TimeSpan.FromSeconds(0.5));
        await Eventually.Holds(() => Asked() == 1_000, "all of them are asked");

        Assert.False(stopping.IsCompleted);
        connections.ForEach(registry.Remove);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await stopping;

        int Asked() => connections.Count(connection => connection.CloseCode == CloseCode.ShuttingDown);
    }

    [Fact]
    public async Task Connection_opened_after_the_drain_is_closed()
    {
        await using var server = await RealtimeServer.StartAsync();
        await server.Part<ConnectionDrain>().DrainAsync(Ct);
        server.Part<ClientSessions>().Open(Caller.Anonymous, new RecordedConnection());
        Assert.Equal(CloseCode.ShuttingDown, Assert.Single(server.Connections.All()).CloseCode);
    }
}
