namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>
/// Holds one endpoint: opened when first asked for, and again when asked for after a loss. Callers at the same time share one attempt; a caller that
/// gives up leaves the attempt to the others.
/// </summary>
internal sealed class OnDemand<T>(Func<CancellationToken, Task<T>> open, TimeSpan openTimeout)
    where T : class, IEndpoint
{
    private readonly Lock _gate = new();
    private Task<T>? _opening;
    private T? _value;
    private bool _closed;

    /// <summary>The endpoint as it is now, open or not; null when there is none yet.</summary>
    public T? Current => Volatile.Read(ref _value);

    public bool IsClosed => Volatile.Read(ref _closed);

    public async ValueTask<T> GetAsync(CancellationToken ct)
    {
        Task<T> opening;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(T));
            if (_value is { IsOpen: true } value) return value;
            opening = _opening ??= Task.Run(OpenAsync, CancellationToken.None);
        }

        return await opening.WaitAsync(ct);
    }

    public async Task CloseAsync()
    {
        T? value;
        Task<T>? opening;
        lock (_gate)
        {
            (value, opening) = (_value, _opening);
            _closed = true;
        }

        // An attempt under way sees that it is not wanted any more, and closes what it opened.
        if (opening is not null) await opening.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (value is not null) await value.CloseAsync();
    }

    private async Task<T> OpenAsync()
    {
        T? opened = null;
        using var limit = new CancellationTokenSource(openTimeout);
        try
        {
            opened = await open(limit.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            // Nobody who waits for it has cancelled anything.
            throw new TimeoutException($"The broker did not answer within {openTimeout.TotalSeconds:0.#} s.", late);
        }
        finally
        {
            lock (_gate)
            {
                _opening = null;
                if (!_closed && opened is not null) _value = opened;
            }
        }

        if (!IsClosed) return opened;
        await opened.CloseAsync();
        throw new ObjectDisposedException(typeof(T).Name);
    }
}
