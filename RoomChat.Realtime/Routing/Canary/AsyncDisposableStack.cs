namespace RoomChat.Realtime.Routing.Canary;

/// <summary>Disposes items in reverse order. A failure does not stop the others.</summary>
internal sealed class AsyncDisposableStack : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = new();

    public void Push(IAsyncDisposable opened) => _opened.Push(opened);

    public async ValueTask DisposeAsync()
    {
        if (!_opened.TryPop(out var last)) return;
        try
        {
            await last.DisposeAsync();
        }
        finally
        {
            await DisposeAsync();
        }
    }
}
