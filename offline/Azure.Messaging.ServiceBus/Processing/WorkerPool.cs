namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Keeps a number of loops running, which may change meanwhile.</summary>
/// <param name="loop">Runs until its worker is retired.</param>
internal sealed class WorkerPool(Func<Worker, Task> loop)
{
    private readonly Lock _gate = new();
    private readonly List<Worker> _active = [];
    private readonly List<Task> _running = [];
    private bool _stopped;

    public void Resize(int count)
    {
        lock (_gate)
        {
            if (_stopped) return;
            _running.RemoveAll(static loop => loop.IsCompleted);
            while (_active.Count > count) Retire(_active.Find(static worker => !worker.HasWork) ?? _active[^1]);
            while (_active.Count < count) Start();
        }
    }

    /// <summary>Completes when all loops, retired ones too, have ended.</summary>
    public async Task StopAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _stopped = true;
            while (_active.Count > 0) Retire(_active[^1]);
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    private void Start()
    {
        var worker = new Worker();
        _active.Add(worker);
        _running.Add(Task.Run(() => loop(worker), CancellationToken.None));
    }

    // What hangs on the token runs elsewhere, outside the lock.
    private void Retire(Worker worker)
    {
        _active.Remove(worker);
        _running.Add(worker.RetireAsync());
    }
}
