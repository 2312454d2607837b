using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// An index of messages by sequence number. Numbers rise, and neighbours are added and removed at about the same time. So arrays hold
/// runs of numbers: about 10 bytes per message. A dictionary with a sorted set takes about 100.
/// </summary>
internal sealed class SequenceIndex
{
    private const int RunLength = 64;

    private readonly Dictionary<long, Run> _runs = [];
    private readonly SortedSet<long> _order = [];

    public int Count { get; private set; }

    public void Add(StoredMessage message)
    {
        var (key, place) = Math.DivRem(message.SequenceNumber, RunLength);
        if (!_runs.TryGetValue(key, out var run))
        {
            _runs.Add(key, run = new Run());
            _order.Add(key);
        }

        run.Messages[place] = message;
        run.Count++;
        Count++;
    }

    public void Remove(StoredMessage message)
    {
        var (key, place) = Math.DivRem(message.SequenceNumber, RunLength);
        var run = _runs[key];
        run.Messages[place] = null;
        Count--;
        if (--run.Count > 0) return;
        _runs.Remove(key);
        _order.Remove(key);
    }

    public bool TryGet(long sequenceNumber, [NotNullWhen(true)] out StoredMessage? message)
    {
        var (key, place) = Math.DivRem(sequenceNumber, RunLength);
        message = place >= 0 && _runs.TryGetValue(key, out var run) ? run.Messages[place] : null;
        return message is not null;
    }

    /// <summary>All messages from a sequence number on, in order.</summary>
    public IEnumerable<StoredMessage> From(long sequenceNumber)
    {
        var first = Math.Max(sequenceNumber, 0);
        foreach (var key in _order.GetViewBetween(first / RunLength, long.MaxValue))
        {
            foreach (var message in _runs[key].Messages)
            {
                if (message?.SequenceNumber >= first) yield return message;
            }
        }
    }

    private sealed class Run
    {
        public StoredMessage?[] Messages { get; } = new StoredMessage?[RunLength];

        public int Count { get; set; }
    }
}
