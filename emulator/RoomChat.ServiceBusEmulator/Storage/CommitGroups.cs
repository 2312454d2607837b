namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Groups that are written, on their way to those who wait for them, in order.</summary>
/// <param name="announce">Tells those.</param>
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

    /// <summary>No more are added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Announces one group after the other; returns when all are announced after <see cref="Complete"/>.</summary>
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
