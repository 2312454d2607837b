using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>This instance's members by room, and which of the numbers have yet to be written. Safe for any thread.</summary>
internal sealed class CensusSheet
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, int> _members = [];
    private readonly HashSet<RoomId> _changed = [];
    private TaskCompletionSource _nextRound = NewRound();
    private TaskCompletionSource? _roundInHand;
    private TaskCompletionSource _hasChanges = NewRound();

    /// <summary>Adds to a room's number. Internal rooms are not counted.</summary>
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

    /// <summary>Completes when everything added until now has been written (or was given up for now).</summary>
    public Task WrittenAsync()
    {
        lock (_sync) return _changed.Count > 0 ? _nextRound.Task : _roundInHand?.Task ?? Task.CompletedTask;
    }

    /// <summary>Completes when there is something to write.</summary>
    public Task HasChangesAsync()
    {
        lock (_sync) return _hasChanges.Task;
    }

    /// <summary>Lets <see cref="HasChangesAsync"/> complete although no number has changed: something else is to be written in the same round.</summary>
    public void Wake()
    {
        lock (_sync) _hasChanges.TrySetResult();
    }

    /// <summary>Takes the changed numbers to write them; end with <see cref="End"/>.</summary>
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

    /// <summary>Ends what <see cref="Begin"/> began and lets those go who wait for it. Numbers that were not written are due again.</summary>
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

    /// <summary>Marks every number as due, but for those just written: the share they were in is gone.</summary>
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
