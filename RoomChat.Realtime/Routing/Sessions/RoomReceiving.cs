namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>The receiving of one room's messages; disposing it ends it, and gives the session back.</summary>
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
