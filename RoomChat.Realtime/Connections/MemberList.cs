namespace RoomChat.Realtime.Connections;

/// <summary>
/// Connections in the order of their coming. A snapshot costs nothing and is never copied for a change: newcomers are put behind its end, and
/// whoever leaves goes from the snapshots too, unless the list has moved to new slots since.
/// </summary>
internal sealed class MemberList
{
    private const int Smallest = 4;
    // Of more members than that, whoever leaves is not searched for: when all of a large room leave at once, each would look at all others.
    private const int Searchable = 256;

    private readonly Lock _sync = new();
    private Connection?[] _slots = [];
    // Made when somebody leaves a long list, and good until the list moves.
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

    /// <summary>The caller sees to it that the connection is not in yet.</summary>
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

    /// <summary>False when it was not in.</summary>
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

    /// <summary>Into new slots, since a snapshot may look at the old ones; twice as many as there are members, so that it is done seldom.</summary>
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
