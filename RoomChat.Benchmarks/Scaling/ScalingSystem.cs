using System.Diagnostics;
using System.Globalization;
using System.Net;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Scaling.Load;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>Servers under one strategy, members in their rooms and somebody who speaks; what is said is accounted for.</summary>
internal sealed class ScalingSystem : IAsyncDisposable
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan TimeToJoin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromMinutes(1);

    /// <summary>Instances compare their rooms with the logs this often (<c>Realtime:FanOut:AuditEvery</c>): every measured time has whole ones, so that none counts as a message's.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>After it all is settled, and Redis has counted it.</summary>
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(1.5);

    private readonly LoadReceiver _receiver;
    private readonly RoomSpeaker _speaker;
    private readonly IReadOnlyList<string> _rooms;
    private readonly IChatWire _wire;
    private long _expected;

    private ScalingSystem(ScalingServers servers, string strategy, IReadOnlyList<string> rooms, int connections)
    {
        (Servers, _rooms) = (servers, rooms);
        _receiver = new LoadReceiver(connections);
        _speaker = new RoomSpeaker(servers.Publisher, [.. rooms.Select(static room => RoomId.Parse(room, provider: null))]);
        _wire = strategy == "ClientSide" ? new ClientSideWire() : new RoomChatWire();
    }

    public ScalingServers Servers { get; }

    /// <summary>Names of so many rooms.</summary>
    public static IReadOnlyList<string> NamesOf(int rooms) => [.. Enumerable.Range(0, rooms).Select(static room => string.Create(CultureInfo.InvariantCulture, $"scaling-{room:D5}"))];

    /// <param name="strategy">Value of <c>Routing:Strategy</c>.</param>
    /// <param name="instances">How many.</param>
    /// <param name="rooms">All that there will be.</param>
    /// <param name="connections">Most that there will be.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<ScalingSystem> StartAsync(string strategy, int instances, IReadOnlyList<string> rooms, int connections, CancellationToken ct) =>
        new(await ScalingServers.StartAsync(strategy, instances, ct), strategy, rooms, connections);

    /// <summary>Connects to one instance, and waits until all are members.</summary>
    /// <param name="instance">Number of the instance.</param>
    /// <param name="rooms">The room of each connection.</param>
    /// <param name="ct">Gives up.</param>
    public Task ConnectAsync(int instance, IReadOnlyList<string> rooms, CancellationToken ct) =>
        _receiver.OpenAsync(new IPEndPoint(IPAddress.Loopback, Servers.Instances[instance].Endpoint.Port), _wire, rooms, TimeToJoin, ct);

    /// <summary>Says things and waits until all members have heard them.</summary>
    /// <param name="among">In which rooms.</param>
    /// <param name="messages">How many.</param>
    /// <param name="rate">Messages a second.</param>
    /// <param name="members">Of each room.</param>
    /// <param name="ct">Gives up.</param>
    public async Task SayAsync(Range among, int messages, double rate, int members, CancellationToken ct)
    {
        _expected += (long)messages * members;
        await _speaker.SayAsync(among, messages, rate, ct);
        await Task.Run(() => _receiver.WaitForDeliveries(_expected, TimeToArrive), ct);
        await Task.Delay(TimeToSettle, ct);
    }

    /// <summary>Watches a quiet time and then one in which things are said.</summary>
    /// <returns>What was used for a message, and what a quiet second uses.</returns>
    public async Task<(Usage PerMessage, Usage PerQuietSecond)> MeasureAsync(Range among, int messages, double rate, int members, CancellationToken ct)
    {
        var before = await Servers.CountAsync(ct);
        await WaitForEndOfRoundAsync(before.At, ct);
        var between = await Servers.CountAsync(ct);
        _receiver.Ledger.BeginMeasuring();
        await SayAsync(among, messages, rate, members, ct);
        await WaitForEndOfRoundAsync(between.At, ct);
        var (idle, busy) = (Counters.Between(before, between), Counters.Between(between, await Servers.CountAsync(ct)));
        return (busy.Less(idle).Per(messages), idle.Per(idle.Seconds));
    }

    private static Task WaitForEndOfRoundAsync(long started, CancellationToken ct)
    {
        var rounds = Math.Floor(Stopwatch.GetElapsedTime(started) / Round) + 1;
        return Task.Delay((rounds * Round) - Stopwatch.GetElapsedTime(started), ct);
    }

    /// <summary>From the publisher's call to the receive, of the last measurement; milliseconds.</summary>
    public double Latency(double share) => _receiver.Ledger.Latencies.Quantile(share) / NanosecondsPerMillisecond;

    /// <summary>What went wrong since the beginning.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [.. _receiver.Ledger.FaultsAgainst(_expected), .. _receiver.Complaints];
        if (_receiver.Closed > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{_receiver.Closed:N0} connections closed: {_receiver.FirstCloseReason}"));
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        _receiver.Dispose();
        await Servers.DisposeAsync();
    }
}
