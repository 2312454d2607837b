namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>A queue of written groups whose callbacks are still to run, in order.</summary>
/// <param name="announce">Runs the callbacks of a group.</param>
internal sealed class CommitGroups(Action<CommitGroup> announce)
{
    private readonly object _gate = new();
    private readonly Queue<CommitGroup> _groups = [];
    private bool _isComplete;

    public void Add(CommitGroup group)
    {
        lock (_gate)
        {
            _groups.Enqueue(group);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Marks the queue as complete: no more groups are added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Announces the groups in order. Returns after <see cref="Complete"/>, when all are announced.</summary>
    public void Run()
    {
        while (Take() is { } group) announce(group);
    }

    private CommitGroup? Take()
    {
        lock (_gate)
        {
            while (_groups.Count == 0 && !_isComplete) Monitor.Wait(_gate);
            return _groups.TryDequeue(out var group) ? group : null;
        }
    }
}
