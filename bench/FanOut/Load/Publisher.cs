using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RoomChat.Benchmarks.Servers;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// Publishes messages as RoomChat does: appends to the room's log and announces on its channel. Many appends are in flight at a time.
/// </summary>
internal sealed class Publisher : IDisposable
{
    /// <summary>Content length of a message in characters.</summary>
    private const int ContentLength = 100;

    /// <summary>Messages per append when enough are due. The realtime service uses up to 100.</summary>
    private const int BatchSize = 32;

    /// <summary>Maximum number of appends in flight. Above it Redis is overloaded.</summary>
    private const int MostUnderWay = 20_000;

    private static readonly ChatUser Speaker = new("user-1f", "Benchmark");
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly IRoomLog _log;
    private readonly RoomId[] _rooms;
    private readonly long[] _published;
    private readonly Queue<Task> _underWay = new();
    private int _turn;

    /// <param name="redis">The connection string.</param>
    /// <param name="rooms">The rooms, which take turns.</param>
    public Publisher(string redis, IEnumerable<string> rooms)
    {
        _rooms = [.. rooms.Select(room => RoomId.Parse(room, provider: null))];
        _published = new long[_rooms.Length];
        _host = ServicesOnRedis.CreateBuilder(redis).Build();
        _log = _host.Services.GetRequiredService<IRoomLog>();
    }

    /// <summary>Messages published so far in all rooms.</summary>
    public long Published { get; private set; }

    /// <summary>Publishes at an even pace and catches up after delays.</summary>
    /// <param name="messagesPerSecond">The rate over all rooms.</param>
    /// <param name="duration">The publishing time.</param>
    /// <param name="ct">Cancels publishing.</param>
    public Task AtPaceAsync(double messagesPerSecond, TimeSpan duration, CancellationToken ct) => RunAsync(
        () =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var sent = 0L; Stopwatch.GetElapsedTime(started) < duration; Thread.Sleep(1))
            {
                ct.ThrowIfCancellationRequested();
                for (var due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * messagesPerSecond); sent < due; sent++) Publish(1);
            }
        });

    /// <summary>Publishes as fast as messages are received, with a bounded number of messages in flight.</summary>
    /// <param name="window">Messages in flight over all rooms.</param>
    /// <param name="members">Members per room.</param>
    /// <param name="receiver">The receiver of the messages.</param>
    /// <param name="duration">The publishing time.</param>
    /// <param name="ct">Cancels publishing.</param>
    public Task InWindowAsync(int window, int members, LoadReceiver receiver, TimeSpan duration, CancellationToken ct) => RunAsync(
        () =>
        {
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                ct.ThrowIfCancellationRequested();
                // Half a window at a time: a wait per message would cost more than the messages.
                if (!receiver.WaitForDeliveries((Published - (window / 2)) * members, LongestStall))
                    throw new TimeoutException(Stalled(members, receiver));
                for (var sent = 0; sent < window / 2; sent += BatchSize) Publish(BatchSize);
            }
        });

    public void Dispose() => _host.Dispose();

    private async Task RunAsync(Action publish)
    {
        await Task.Factory.StartNew(publish, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(_underWay);
        _underWay.Clear();
    }

    private string Stalled(int members, LoadReceiver receiver) => string.Create(
        CultureInfo.InvariantCulture,
        $"{receiver.Ledger.Delivered:N0} of {Published * members:N0} deliveries were made, and no more in {LongestStall.TotalSeconds} s; "
        + $"{_underWay.Count(append => !append.IsCompleted)} appends are unanswered; {receiver.Closed} connections were closed "
        + $"({receiver.FirstCloseReason}); {string.Join(' ', receiver.Complaints)}");

    /// <summary>Publishes <paramref name="count"/> messages in the room that is next.</summary>
    private void Publish(int count)
    {
        while (_underWay.TryPeek(out var first) && first.IsCompletedSuccessfully) _ = _underWay.Dequeue();
        if (_underWay.Count >= MostUnderWay) throw new InvalidOperationException("Redis does not keep up.");
        var room = _turn++ % _rooms.Length;
        var messages = new ChatMessage[count];
        for (var index = 0; index < count; index++) messages[index] = Next(room);
        _underWay.Enqueue(_log.AppendAsync(messages, CancellationToken.None));
        Published += count;
    }

    private ChatMessage Next(int room)
    {
        var number = _published[room]++;
        var id = string.Create(CultureInfo.InvariantCulture, $"{number:x16}");
        return new ChatMessage(id, _rooms[room], Stamp.Write(number, LoadClock.Now, ContentLength), DateTimeOffset.UnixEpoch, Speaker);
    }
}
