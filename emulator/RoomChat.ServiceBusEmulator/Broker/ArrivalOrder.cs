namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// A sorted collection for messages that mostly arrive in order. In-order messages form a linked list, at constant cost per message.
/// The few late messages (returned by receivers) go into a sorted set. A message may be in one order of each <see cref="ArrivalKind"/>.
/// </summary>
internal sealed class ArrivalOrder(ArrivalKind kind, IComparer<StoredMessage> order)
{
    private readonly SortedSet<StoredMessage> _late = new(order);
    private StoredMessage? _first;
    private StoredMessage? _last;
    private int _linked;

    public int Count => _linked + _late.Count;

    /// <summary>The first in order.</summary>
    public StoredMessage? Min
    {
        get
        {
            var late = _late.Min;
            if (_first is null || late is null) return _first ?? late;
            return order.Compare(_first, late) < 0 ? _first : late;
        }
    }

    public void Add(StoredMessage message)
    {
        if (_last is not null && order.Compare(_last, message) >= 0)
        {
            _late.Add(message);
            return;
        }

        ref var links = ref message.LinksIn(kind);
        links = new ArrivalLinks { Previous = _last, IsLinked = true };
        if (_last is null) _first = message;
        else _last.LinksIn(kind).Next = message;
        _last = message;
        _linked++;
    }

    /// <summary>Removes a message. Does nothing if the message is absent.</summary>
    public void Remove(StoredMessage message)
    {
        ref var links = ref message.LinksIn(kind);
        if (!links.IsLinked)
        {
            _late.Remove(message);
            return;
        }

        if (links.Previous is { } previous) previous.LinksIn(kind).Next = links.Next;
        else _first = links.Next;
        if (links.Next is { } next) next.LinksIn(kind).Previous = links.Previous;
        else _last = links.Previous;
        links = default;
        _linked--;
    }
}
