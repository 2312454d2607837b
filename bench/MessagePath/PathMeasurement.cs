using System.Diagnostics;
using System.Globalization;
using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.MessagePath.Load;
using RoomChat.Benchmarks.MessagePath.Servers;

namespace RoomChat.Benchmarks.MessagePath;

/// <summary>
/// Measures one load after the other on running servers: joins, warms up, publishes, and accounts for every delivery.
/// </summary>
/// <param name="server">The running server.</param>
/// <param name="name">The name of the server.</param>
/// <param name="duration">Publishing time of one measurement.</param>
/// <param name="warmUp">Publishing time before the measurement.</param>
internal sealed class PathMeasurement(IPathServer server, string name, TimeSpan duration, TimeSpan warmUp)
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan TimeToJoin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(30);

    /// <summary>After this time background work, such as compilation, has ended.</summary>
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(1);

    /// <summary>It includes one round of heartbeats. After this idle time, compilation of code used before has ended.</summary>
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);

    /// <summary>Publishes at maximum pace for a while. At a low rate the servers' code would not be optimized in time.</summary>
    public Task WarmUpAsync(CancellationToken ct) => RunAsync(PathLoad.Find("max").Single(), round: 0, ct);

    /// <param name="load">The load.</param>
    /// <param name="round">The number of the round.</param>
    /// <param name="ct">Cancels the measurement.</param>
    public async Task<PathFigures> RunAsync(PathLoad load, int round, CancellationToken ct)
    {
        var rooms = load.RoomNames(string.Create(CultureInfo.InvariantCulture, $"{load.Key}-{round}"));
        using var receiver = new LoadReceiver(load.Connections);
        await receiver.OpenAsync(
            server.Sockets, new RoomChatWire(), FanOutScenario.RoomOfEach(rooms, load.Members),
            TimeToJoin, ct, server.HeadersFor(HttpMethod.Get, "/ws"));
        await Task.Delay(TimeToSettle, ct);
        var figures = new PathFigures { Load = load.Key, Server = name, Round = round };
        switch (load.Pace)
        {
            case PathPace.Silence:
                return await IdleAsync(figures, receiver, ct);
            case PathPace.Pipelined:
                using (var publisher = await PipelinedPublisher.ConnectAsync(server, rooms[0], ct))
                {
                    return await BusyAsync(
                        figures, load, receiver, time => publisher.RunAsync(receiver, time, ct), () => publisher.Published, ct);
                }
            default:
                using (var publishers = await HttpPublishers.ConnectAsync(server, rooms, ct))
                {
                    return await BusyAsync(
                        figures, load, receiver,
                        time => load.Pace == PathPace.Even
                            ? publishers.AtPaceAsync(load.MessagesPerSecond, time, ct)
                            : publishers.AsFastAsItGoesAsync(time, ct),
                        () => publishers.Published,
                        ct);
                }
        }
    }

    private async Task<PathFigures> BusyAsync(
        PathFigures figures, PathLoad load, LoadReceiver receiver,
        Func<TimeSpan, Task> publishAsync, Func<long> published, CancellationToken ct)
    {
        await publishAsync(warmUp);
        receiver.WaitForDeliveries(published() * load.Members, TimeToArrive);
        await Task.Delay(TimeToSettle, ct);

        receiver.Ledger.BeginMeasuring();
        var (before, used, started) = (published(), ReadCpu(), Stopwatch.GetTimestamp());
        await publishAsync(duration);
        receiver.WaitForDeliveries(published() * load.Members, TimeToArrive);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var messages = published() - before;
        return figures with
        {
            Messages = messages,
            Seconds = elapsed.TotalSeconds,
            Cpu = Since(used, time => time.TotalMicroseconds / messages),
            MessagesPerSecond = messages / elapsed.TotalSeconds,
            P50Milliseconds = receiver.Ledger.Latencies.Quantile(0.5) / NanosecondsPerMillisecond,
            P99Milliseconds = receiver.Ledger.Latencies.Quantile(0.99) / NanosecondsPerMillisecond,
            Faults = FaultsOf(published() * load.Members, receiver),
        };
    }

    private async Task<PathFigures> IdleAsync(PathFigures figures, LoadReceiver receiver, CancellationToken ct)
    {
        await Task.Delay(warmUp > LongSilence ? warmUp : LongSilence, ct);
        var (used, started) = (ReadCpu(), Stopwatch.GetTimestamp());
        await Task.Delay(duration > LongSilence ? duration : LongSilence, ct);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return figures with
        {
            Seconds = elapsed.TotalSeconds,
            Cpu = Since(used, time => time.TotalMilliseconds / elapsed.TotalSeconds),
            Faults = FaultsOf(expected: 0, receiver),
        };
    }

    private Dictionary<string, TimeSpan> ReadCpu() =>
        server.Processes.ToDictionary(static one => one.Name, static one => one.ReadCpuTime(), StringComparer.Ordinal);

    private Dictionary<string, double> Since(Dictionary<string, TimeSpan> before, Func<TimeSpan, double> figure) =>
        ReadCpu().ToDictionary(one => one.Key, one => figure(one.Value - before[one.Key]), StringComparer.Ordinal);

    private static List<string> FaultsOf(long expected, LoadReceiver receiver)
    {
        List<string> faults = [.. receiver.Ledger.FaultsAgainst(expected), .. receiver.Complaints];
        if (receiver.Closed > 0)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"{receiver.Closed:N0} connections closed: {receiver.FirstCloseReason}"));
        }
        return faults;
    }
}
