using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>This instance's member counts by room, and the rooms with unwritten counts. Thread-safe.</summary>
internal sealed class CensusSheet
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, int> _members = [];
    private readonly HashSet<RoomId> _changed = [];
    private TaskCompletionSource _nextRound = NewRound();
    private TaskCompletionSource? _roundInHand;
    private TaskCompletionSource _hasChanges = NewRound();

    /// <summary>Adds to a room's count. Internal rooms are not counted.</summary>
    public void Add(RoomId roomId, int members)
    {
        if (roomId.IsInternal) return;
        lock (_sync)
        {
            var count = _members.GetValueOrDefault(roomId) + members;
            if (count > 0) _members[roomId] = count;
            else _members.Remove(roomId);
            _changed.Add(roomId);
            _hasChanges.TrySetResult();
        }
    }

    /// <summary>Completes when all changes until now are written, or their write has failed.</summary>
    public Task WrittenAsync()
    {
        lock (_sync) return _changed.Count > 0 ? _nextRound.Task : _roundInHand?.Task ?? Task.CompletedTask;
    }

    /// <summary>Completes when there are changes to write.</summary>
    public Task HasChangesAsync()
    {
        lock (_sync) return _hasChanges.Task;
    }

    /// <summary>Completes <see cref="HasChangesAsync"/> without a changed count: other data needs a round.</summary>
    public void Wake()
    {
        lock (_sync) _hasChanges.TrySetResult();
    }

    /// <summary>Takes the changed counts for writing. End with <see cref="End"/>.</summary>
    public IReadOnlyDictionary<RoomId, int> Begin()
    {
        lock (_sync)
        {
            var shares = _changed.ToDictionary(roomId => roomId, roomId => _members.GetValueOrDefault(roomId));
            _changed.Clear();
            _roundInHand = _nextRound;
            _nextRound = NewRound();
            _hasChanges = NewRound();
            return shares;
        }
    }

    /// <summary>Ends the round of <see cref="Begin"/> and releases its waiting callers. Unwritten counts are due again.</summary>
    public void End(IReadOnlyDictionary<RoomId, int> shares, bool isWritten)
    {
        lock (_sync)
        {
            if (!isWritten && shares.Count > 0)
            {
                _changed.UnionWith(shares.Keys);
                _hasChanges.TrySetResult();
            }
            _roundInHand?.TrySetResult();
            _roundInHand = null;
        }
    }

    /// <summary>Marks all counts as due except those just written: the instance's share was lost.</summary>
    public void MarkAllBut(IEnumerable<RoomId> written)
    {
        lock (_sync)
        {
            _changed.UnionWith(_members.Keys.Except(written));
            if (_changed.Count > 0) _hasChanges.TrySetResult();
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
