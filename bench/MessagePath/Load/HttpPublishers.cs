using System.Diagnostics;
using System.Threading.Channels;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.MessagePath.Servers;

namespace RoomChat.Benchmarks.MessagePath.Load;

/// <summary>Publishes by HTTP, with one publisher per room.</summary>
internal sealed class HttpPublishers : IDisposable
{
    private readonly PublishLane[] _lanes;
    private int _turn;

    private HttpPublishers(PublishLane[] lanes) => _lanes = lanes;

    /// <summary>Accepted messages over all rooms.</summary>
    public long Published => _lanes.Sum(static lane => lane.Published);

    public static async Task<HttpPublishers> ConnectAsync(IPathServer server, IEnumerable<string> rooms, CancellationToken ct)
    {
        var publishers = new HttpPublishers([.. rooms.Select(room => new PublishLane(server, room))]);
        foreach (var lane in publishers._lanes) await lane.ConnectAsync(ct);
        return publishers;
    }

    /// <summary>
    /// Publishes at an even pace; the rooms take turns. A message that waits for its room's previous message is late and counts as late.
    /// </summary>
    /// <param name="messagesPerSecond">The rate over all rooms.</param>
    /// <param name="duration">The publishing time.</param>
    /// <param name="ct">Cancels publishing.</param>
    public async Task AtPaceAsync(double messagesPerSecond, TimeSpan duration, CancellationToken ct)
    {
        var due = _lanes.Select(
            static _ => Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true })).ToArray();
        var publishing = _lanes.Select((lane, index) => PublishAsync(lane, due[index].Reader, ct)).ToList();
        await Task.Factory.StartNew(
            () => Pace(messagesPerSecond, duration, due, ct),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.WhenAll(publishing);
    }

    /// <summary>Each publisher publishes the next message as soon as it gets an answer.</summary>
    public Task AsFastAsItGoesAsync(TimeSpan duration, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        return Task.WhenAll(_lanes.Select(async lane =>
        {
            while (Stopwatch.GetElapsedTime(started) < duration) await lane.PublishAsync(LoadClock.Now, ct);
        }));
    }

    public void Dispose()
    {
        foreach (var lane in _lanes) lane.Dispose();
    }

    private static async Task PublishAsync(PublishLane lane, ChannelReader<long> due, CancellationToken ct)
    {
        await foreach (var at in due.ReadAllAsync(ct)) await lane.PublishAsync(at, ct);
    }

    private void Pace(double messagesPerSecond, TimeSpan duration, Channel<long>[] due, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0L; Stopwatch.GetElapsedTime(started) < duration && !ct.IsCancellationRequested; Thread.Sleep(1))
        {
            for (var until = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * messagesPerSecond); sent < until; sent++)
                due[_turn++ % due.Length].Writer.TryWrite(LoadClock.Now);
        }
        foreach (var room in due) room.Writer.Complete();
    }
}
