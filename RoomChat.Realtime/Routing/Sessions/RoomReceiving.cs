namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Receives one room's messages. Disposal ends it and releases the session.</summary>
internal sealed class RoomReceiving : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RoomReceiving(Func<CancellationToken, Task> run)
    {
        var token = _stop.Token;
        _running = Task.Run(() => run(token), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
