using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

// The messages that were kept on the device: shown until the room's log says what holds.
public sealed partial class RoomState
{
    private readonly HashSet<long> _kept = [];

    /// <summary>The offset of the newest message of the log that is shown; 0 for none.</summary>
    internal long Newest => _delivered.Count == 0 ? 0 : _delivered[^1].Offset!.Value;

    /// <summary>Whether a message of the log is shown.</summary>
    internal bool Holds(long offset) => _delivered.IndexOf(offset) is var index && index < _delivered.Count && _delivered[index].Offset == offset;

    /// <summary>Shows what is kept, in a room that is not joined yet.</summary>
    internal void TakeKept(IEnumerable<KeptMessage> messages)
    {
        foreach (var message in messages)
        {
            if (Holds(message.Offset)) continue;
            var (id, content, timestamp, user, offset, via) = message;
            Add(new MessageEntry(id, content, timestamp, user, offset, Delivery.Delivered) { Via = via });
            _kept.Add(message.Offset);
        }

        Publish();
    }

    /// <summary>The newest messages, to be kept.</summary>
    internal IReadOnlyList<KeptMessage> ToKeep(int most) =>
        [.. _delivered.TakeLast(most).Select(Keep)];

    private static KeptMessage Keep(MessageEntry entry) =>
        new(entry.Id, entry.Content, entry.Timestamp, entry.User, entry.Offset!.Value, entry.Via);

    // The log may have begun anew since: what it does not have is not shown any more.
    private void DropKept()
    {
        if (_kept.Count == 0) return;
        _delivered = _delivered.Where(entry => !_kept.Contains(entry.Offset!.Value)).Aggregate(MessageLog.Empty, (log, entry) => log.Append(entry));
        _kept.Clear();
    }
}
