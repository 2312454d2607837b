namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Starts and stops what a processor does, as often as wanted, and ends it for good.</summary>
internal sealed class ProcessorLifetime : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource? _stop;
    private IProcessing? _processing;

    public bool IsClosed { get; private set; }

    public bool IsProcessing => _stop is { IsCancellationRequested: false };

    /// <summary>What runs; null when nothing does.</summary>
    public IProcessing? Current => Volatile.Read(ref _processing);

    /// <param name="begin">Begins; its token fires with the stop.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public async Task StartAsync(Func<CancellationToken, IProcessing> begin, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            ThrowIfProcessing();
            var stop = _stop = new CancellationTokenSource();
            Volatile.Write(ref _processing, begin(stop.Token));
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task StopAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_stop is null || _processing is null) return;
            await _stop.CancelAsync();
            await _processing.StopAsync().WaitAsync(ct);
            _stop.Dispose();
            _stop = null;
            Volatile.Write(ref _processing, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        IsClosed = true;
        await StopAsync(ct);
    }

    public async ValueTask DisposeAsync() => await CloseAsync(CancellationToken.None);

    public void ThrowIfProcessing()
    {
        if (IsProcessing) throw new InvalidOperationException("The processor runs.");
    }
}
