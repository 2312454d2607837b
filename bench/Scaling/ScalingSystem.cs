using System.Globalization;
using System.Net;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Scaling.Load;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>Servers under one strategy, members in rooms and a publisher. Every message is accounted for.</summary>
internal sealed class ScalingSystem : IAsyncDisposable
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan TimeToJoin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Number of idle periods before and after. Code optimization and the audit of joined rooms disturb most of them.
    /// </summary>
    private const int QuietTimes = 3;

    /// <summary>After this time all messages are settled and counted by Redis.</summary>
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(1.2);

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

    /// <summary>The names of the rooms.</summary>
    public static IReadOnlyList<string> NamesOf(int rooms) =>
        [.. Enumerable.Range(0, rooms).Select(static room => string.Create(CultureInfo.InvariantCulture, $"scaling-{room:D5}"))];

    /// <param name="strategy">A value of <c>Routing:Strategy</c>.</param>
    /// <param name="instances">Number of instances.</param>
    /// <param name="rooms">All rooms of the run.</param>
    /// <param name="connections">Maximum number of connections.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<ScalingSystem> StartAsync(
        string strategy, int instances, IReadOnlyList<string> rooms, int connections, CancellationToken ct) =>
        new(await ScalingServers.StartAsync(strategy, instances, ct), strategy, rooms, connections);

    /// <summary>Connects to one instance and waits until all connections are members of their rooms.</summary>
    /// <param name="instance">Number of the instance.</param>
    /// <param name="rooms">The room of each connection.</param>
    /// <param name="ct">Cancels the wait.</param>
    public Task ConnectAsync(int instance, IReadOnlyList<string> rooms, CancellationToken ct) =>
        _receiver.OpenAsync(new IPEndPoint(IPAddress.Loopback, Servers.Instances[instance].Endpoint.Port), _wire, rooms, TimeToJoin, ct);

    /// <summary>Publishes messages and waits until all members have received them.</summary>
    /// <param name="among">The range of rooms.</param>
    /// <param name="messages">The number of messages.</param>
    /// <param name="rate">Messages per second.</param>
    /// <param name="members">Members per room.</param>
    /// <param name="ct">Cancels publishing.</param>
    public async Task SayAsync(Range among, int messages, double rate, int members, CancellationToken ct)
    {
        _expected += (long)messages * members;
        await _speaker.SayAsync(among, messages, rate, ct);
        await Task.Run(() => _receiver.WaitForDeliveries(_expected, TimeToArrive), ct);
        await Task.Delay(TimeToSettle, ct);
    }

    /// <summary>
    /// Measures idle periods, a period with messages, and idle periods again. The idlest one counts, because others have background work.
    /// </summary>
    /// <returns>The usage per message, and the usage per idle second.</returns>
    public async Task<(Usage PerMessage, Usage PerQuietSecond)> MeasureAsync(
        Range among, int messages, double rate, int members, CancellationToken ct)
    {
        var before = await WatchQuietAsync(ct);
        _receiver.Ledger.BeginMeasuring();
        var start = await Servers.CountAsync(ct);
        await SayAsync(among, messages, rate, members, ct);
        var busy = Counters.Between(start, await Servers.CountAsync(ct));
        var after = await WatchQuietAsync(ct);
        var quiet = QuieterOf(before, after);
        return (busy.Less(quiet).Per(messages), quiet.Per(quiet.Seconds));
    }

    private async Task<Usage> WatchQuietAsync(CancellationToken ct)
    {
        var quietest = await WatchAsync();
        for (var time = 1; time < QuietTimes; time++) quietest = QuieterOf(quietest, await WatchAsync());
        return quietest;

        async Task<Usage> WatchAsync()
        {
            var before = await Servers.CountAsync(ct);
            await Task.Delay(Quiet, ct);
            return Counters.Between(before, await Servers.CountAsync(ct));
        }
    }

    private static Usage QuieterOf(Usage one, Usage other) =>
        other.RealtimeCpu / other.Seconds < one.RealtimeCpu / one.Seconds ? other : one;

    /// <summary>Latency quantile of the last measurement, from the publisher's call to the receive, in milliseconds.</summary>
    public double Latency(double share) => _receiver.Ledger.Latencies.Quantile(share) / NanosecondsPerMillisecond;

    /// <summary>Faults since the start.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [.. _receiver.Ledger.FaultsAgainst(_expected), .. _receiver.Complaints];
        if (_receiver.Closed > 0)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"{_receiver.Closed:N0} connections closed: {_receiver.FirstCloseReason}"));
        }
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        _receiver.Dispose();
        await Servers.DisposeAsync();
    }
}
