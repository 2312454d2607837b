namespace RoomChat.Realtime.Connections;

/// <summary>
/// Connections in the order of their addition. A snapshot is free and is never copied. Adds append past existing snapshots. Removals
/// clear the slot in them too, unless the list has moved to new slots.
/// </summary>
internal sealed class MemberList
{
    private const int Smallest = 4;
    // Above this size removals use an index instead of a scan: a scan per member is slow when all members of a large room leave at once.
    private const int Searchable = 256;

    private readonly Lock _sync = new();
    private Connection?[] _slots = [];
    // Built at the first removal from a long list, and valid until the list moves.
    private Dictionary<Connection, int>? _slotOf;
    private int _used;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public Members Snapshot
    {
        get
        {
            lock (_sync) return new Members(_slots, _used);
        }
    }

    /// <summary>Adds a connection. The caller ensures that it is not in the list.</summary>
    public void Add(Connection connection)
    {
        lock (_sync)
        {
            if (_used == _slots.Length) Move();
            _slotOf?[connection] = _used;
            _slots[_used++] = connection;
            _count++;
        }
    }

    /// <summary>Removes a connection. False when it was not in the list.</summary>
    public bool Remove(Connection connection)
    {
        lock (_sync)
        {
            var slot = FindSlot(connection);
            if (slot < 0) return false;
            Volatile.Write(ref _slots[slot], null);
            _count--;
            if (_used > Smallest && _count < _used / 4) Move();
            return true;
        }
    }

    private int FindSlot(Connection connection)
    {
        if (_used <= Searchable) return Array.IndexOf(_slots, connection, 0, _used);
        if (_slotOf is null)
        {
            _slotOf = new Dictionary<Connection, int>(_used);
            for (var slot = 0; slot < _used; slot++)
            {
                if (_slots[slot] is { } member) _slotOf[member] = slot;
            }
        }
        return _slotOf.Remove(connection, out var found) ? found : -1;
    }

    /// <summary>Copies to new slots, because snapshots may use the old ones. Doubles the size, so that moves are rare.</summary>
    private void Move()
    {
        var slots = new Connection?[Math.Max(Smallest, 2 * _count)];
        var used = 0;
        for (var i = 0; i < _used; i++)
        {
            if (_slots[i] is { } connection) slots[used++] = connection;
        }
        (_slots, _used, _slotOf) = (slots, used, null);
    }
}
