using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>A socket that bypasses the gateway, or goes through it: <see cref="DirectSockets"/>.</summary>
internal sealed class DirectSocket(DirectSockets way) : IFrameSocket
{
    private IFrameSocket? _socket;

    public CloseCode? Closed => _socket?.Closed;

    private IFrameSocket Socket => _socket ?? throw new InvalidOperationException("Not connected.");

    public async Task ConnectAsync(Uri endpoint, CancellationToken ct)
    {
        _socket = await way.TryConnectAsync(endpoint, ct);
        if (_socket is not null) return;
        _socket = way.CreatePlain();
        await _socket.ConnectAsync(endpoint, ct);
    }

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => Socket.SendAsync(frame, ct);

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) => Socket.ReceiveAsync(ct);

    public Task CloseAsync(CloseCode reason, CancellationToken ct) => Socket.CloseAsync(reason, ct);

    public ValueTask DisposeAsync() => _socket?.DisposeAsync() ?? ValueTask.CompletedTask;
}
