using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Records published messages and the messages that each member received, and collects faults. Thread-safe.</summary>
internal sealed class SoakChecker
{
    private const int MostTexts = 50;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<RoomId, long> _said = new();
    private readonly ConcurrentDictionary<RoomId, long> _heardOf = new();
    private readonly ConcurrentDictionary<SoakFault, long> _faults = new();
    private readonly ConcurrentQueue<string> _texts = new();
    private long _heard;
    private long _periods;

    /// <summary>Messages that the broker accepted.</summary>
    public long Said => _said.Values.Sum();

    /// <summary>Messages received by members, counted per member.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>Number of stays of members in rooms.</summary>
    public long Periods => Interlocked.Read(ref _periods);

    /// <summary>The number of faults.</summary>
    public long Faults => _faults.Values.Sum();

    /// <summary>The first faults in words.</summary>
    public IReadOnlyList<string> Texts => [.. _texts.Take(MostTexts)];

    public long Count(SoakFault fault) => _faults.GetValueOrDefault(fault);

    /// <summary>The broker accepted the message with this number. Every member must receive it.</summary>
    public void Accepted(RoomId roomId, long number) => _said[roomId] = number;

    /// <summary>The number of the room's last accepted message, or 0 before the first.</summary>
    public long Head(RoomId roomId) => _said.GetValueOrDefault(roomId);

    /// <summary>A member is in a room and receives every message after an offset.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="since">The last offset that it does not receive.</param>
    public SoakPeriod Begin(RoomId roomId, long since) => Begin(new SoakPeriod(this, roomId, since, beginsWithFirst: false));

    /// <summary>A member is in a room and receives new messages. Its first message has at most the offset after a given offset.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="latest">The member receives every message after this offset, or starts earlier.</param>
    public SoakPeriod BeginWithNext(RoomId roomId, long latest) => Begin(new SoakPeriod(this, roomId, latest, beginsWithFirst: true));

    /// <summary>The highest offset of a room that a member received, so it is in the log. 0 before the first.</summary>
    public long HeardOf(RoomId roomId) => _heardOf.GetValueOrDefault(roomId);

    /// <summary>A member received a message in order.</summary>
    public void NoteHeard(RoomId roomId, long offset)
    {
        Interlocked.Increment(ref _heard);
        if (offset > HeardOf(roomId)) _heardOf.AddOrUpdate(roomId, offset, (_, highest) => Math.Max(highest, offset));
    }

    /// <summary>Records a fault.</summary>
    public void Report(SoakFault fault, string text)
    {
        _faults.AddOrUpdate(fault, 1, static (_, count) => count + 1);
        if (_texts.Count < MostTexts)
        {
            var at = Stopwatch.GetElapsedTime(_started);
            _texts.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{at:mm\\:ss\\.fff} {fault}: {text}"));
        }
    }

    private SoakPeriod Begin(SoakPeriod period)
    {
        Interlocked.Increment(ref _periods);
        return period;
    }
}
