using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.State;

// Messages stored on the device. They are shown until the room's history is loaded.
public sealed partial class RoomState
{
    private readonly HashSet<long> _kept = [];

    /// <summary>Offset of the newest shown message of the log; 0 for none.</summary>
    internal long Newest => _delivered.Count == 0 ? 0 : _delivered[^1].Offset!.Value;

    /// <summary>Whether the message with this offset is shown.</summary>
    internal bool Holds(long offset) =>
        _delivered.IndexOf(offset) is var index && index < _delivered.Count && _delivered[index].Offset == offset;

    /// <summary>Shows stored messages, in a room that is not joined yet.</summary>
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

    /// <summary>The newest messages, for storage.</summary>
    internal IReadOnlyList<KeptMessage> ToKeep(int most) =>
        [.. _delivered.TakeLast(most).Select(Keep)];

    private static KeptMessage Keep(MessageEntry entry) =>
        new(entry.Id, entry.Content, entry.Timestamp, entry.User, entry.Offset!.Value, entry.Via);

    // The log may have a new epoch, so stored messages are removed before history is shown.
    private void DropKept()
    {
        if (_kept.Count == 0) return;
        _delivered = _delivered.Where(entry => !_kept.Contains(entry.Offset!.Value))
            .Aggregate(MessageLog.Empty, (log, entry) => log.Append(entry));
        _kept.Clear();
    }
}
