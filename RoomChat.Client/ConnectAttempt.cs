namespace RoomChat.Client;

/// <summary>The time limit of one attempt to connect. It can be shortened during the attempt.</summary>
internal sealed class ConnectAttempt : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _hurry;
    private readonly CancellationTokenSource _either;
    private bool _isInHurry;

    public ConnectAttempt(TimeSpan timeout, TimeProvider time, CancellationToken ct)
    {
        (_timeout, _hurry) = (new CancellationTokenSource(timeout, time), new CancellationTokenSource(Timeout.InfiniteTimeSpan, time));
        _either = CancellationTokenSource.CreateLinkedTokenSource(ct, _timeout.Token, _hurry.Token);
    }

    /// <summary>Cancelled when the time is up, or with the constructor's token.</summary>
    public CancellationToken Token => _either.Token;

    public bool IsLate => _timeout.IsCancellationRequested || _hurry.IsCancellationRequested;

    /// <summary>Limits the remaining time of the attempt to <paramref name="rest"/>.</summary>
    public void Hurry(TimeSpan rest)
    {
        lock (_gate)
        {
            if (_isInHurry) return;
            _isInHurry = true;
            _hurry.CancelAfter(rest);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isInHurry = true;
            _either.Dispose();
            _hurry.Dispose();
            _timeout.Dispose();
        }
    }
}
