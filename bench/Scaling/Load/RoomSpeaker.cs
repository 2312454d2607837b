using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Benchmarks.Scaling.Load;

/// <summary>
/// Publishes in rooms at an even pace through the broker, as the product's API does. Messages of a room are sent one after the other.
/// </summary>
internal sealed class RoomSpeaker(MessagePublisher publisher, IReadOnlyList<RoomId> rooms)
{
    private const int ContentLength = 100;
    private const int MostWorkers = 16;
    private static readonly ChatUser Speaker = new("user-1f", "Benchmark");
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(100);

    private readonly long[] _said = new long[rooms.Count];
    private long _published;

    /// <summary>Messages that the broker accepted so far.</summary>
    public long Published => Interlocked.Read(ref _published);

    /// <summary>Publishes messages in some of the rooms, which take turns.</summary>
    /// <param name="among">The range of rooms.</param>
    /// <param name="messages">The number of messages over all these rooms.</param>
    /// <param name="rate">Messages per second. A late message does not delay later ones.</param>
    /// <param name="ct">Cancels publishing.</param>
    public Task SayAsync(Range among, int messages, double rate, CancellationToken ct)
    {
        var (first, count) = among.GetOffsetAndLength(rooms.Count);
        var workers = Math.Min(MostWorkers, count);
        var started = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, workers).Select(worker => WorkAsync(worker)));

        async Task WorkAsync(int worker)
        {
            // Each room belongs to one worker: the room number modulo the number of workers.
            var turn = 0;
            var own = Enumerable.Range(0, count).Where(room => room % workers == worker).ToArray();
            for (var number = worker; number < messages; number += workers)
            {
                var due = TimeSpan.FromSeconds(number / rate) - Stopwatch.GetElapsedTime(started);
                if (due > TimeSpan.Zero) await Task.Delay(due, ct);
                await SayAsync(first + own[turn++ % own.Length], ct);
            }
        }
    }

    private async Task SayAsync(int room, CancellationToken ct)
    {
        var number = _said[room]++;
        var id = string.Create(CultureInfo.InvariantCulture, $"{rooms[room]}-{number:x}");
        var message = new ChatMessage(
            id, rooms[room], Stamp.Write(number, LoadClock.Now, ContentLength), DateTimeOffset.UnixEpoch, Speaker);
        while (!await TrySayAsync(message, ct)) await Task.Delay(BeforeNextTry, ct);
        Interlocked.Increment(ref _published);
    }

    private async Task<bool> TrySayAsync(ChatMessage message, CancellationToken ct)
    {
        try
        {
            await publisher.PublishAsync(message, ct);
            return true;
        }
        catch (ServiceBusException failure) when (failure.IsTransient)
        {
            // Send again, whether or not it arrived. The same id makes it one message.
            return false;
        }
    }
}
