using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>Correct clients behind the gateway. They join rooms and receive the messages that a program publishes there.</summary>
internal sealed class GoodClients : IAsyncDisposable
{
    private readonly ConcurrentBag<RoomChatClient> _clients = [];
    private readonly Lock _sync = new();
    private readonly RoomId[] _rooms;
    private readonly HttpClient _http;
    private readonly RoomChatPublisher _publisher;
    private LatencyHistogram _latencies = new();

    public GoodClients(HostilePlan plan, Uri gateway)
    {
        _rooms = [.. Enumerable.Range(0, Math.Max(1, plan.Clients / HostilePlan.RoomSize))
            .Select(number => RoomId.Parse($"good-{number}", CultureInfo.InvariantCulture))];
        _http = new HttpClient { BaseAddress = gateway };
        _publisher = new RoomChatPublisher(_http, HostileServers.GoodKey);
    }

    /// <summary>The number of published messages and of deliveries.</summary>
    public (long Said, long Heard) Counts => (Interlocked.Read(ref _said), Interlocked.Read(ref _heard));

    private long _said;
    private long _heard;

    /// <summary>Connects all clients. Each joins one room.</summary>
    public async Task JoinAsync(HostilePlan plan, Uri socket, CancellationToken ct) => await Parallel.ForEachAsync(
        Enumerable.Range(0, plan.Clients),
        new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = ct },
        async (number, stop) =>
        {
            var client = new RoomChatClient(new RoomChatClientOptions { Endpoint = socket, SubscriptionKey = HostileServers.GoodKey });
            _clients.Add(client);
            await client.ConnectAsync(stop);
            _ = ListenAsync(await client.JoinAsync(_rooms[number % _rooms.Length], ct: stop));
        });

    /// <summary>Publishes at an even pace for a while. Returns the latencies of all deliveries.</summary>
    public async Task<LatencyHistogram> TalkAsync(HostilePlan plan, TimeSpan duration, CancellationToken ct)
    {
        var taken = new LatencyHistogram();
        lock (_sync) _latencies = taken;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / plan.Rate));
        var publishing = new List<Task>();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration; await timer.WaitForNextTickAsync(ct))
            publishing.Add(SayAsync(_rooms[publishing.Count % _rooms.Length], ct));
        await Task.WhenAll(publishing);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        _http.Dispose();
    }

    private async Task SayAsync(RoomId room, CancellationToken ct)
    {
        await _publisher.PublishAsync(room, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture), ct: ct);
        Interlocked.Increment(ref _said);
    }

    private async Task ListenAsync(RoomSubscription room)
    {
        await foreach (var heard in room.ReadEventsAsync())
        {
            if (heard is not RoomEvent.MessageReceived received) continue;
            var took = Stopwatch.GetElapsedTime(long.Parse(received.Message.Content, CultureInfo.InvariantCulture));
            Interlocked.Increment(ref _heard);
            lock (_sync) _latencies.Record((long)took.TotalNanoseconds);
        }
    }
}
