using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>The client's socket to a random instance, as behind a gateway. Its TCP connection can be cut.</summary>
internal sealed class BreakableSocket(IReadOnlyList<Uri> instances, Dice dice) : IFrameSocket
{
    private readonly WebSocketFrameSocket _socket = new();

    public CloseCode? Closed => _socket.Closed;

    public Task ConnectAsync(Uri endpoint, CancellationToken ct) => _socket.ConnectAsync(dice.Pick(instances), ct);

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => _socket.SendAsync(frame, ct);

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) => _socket.ReceiveAsync(ct);

    public Task CloseAsync(CloseCode reason, CancellationToken ct) => _socket.CloseAsync(reason, ct);

    /// <summary>Cuts the TCP connection at any point, without a close frame.</summary>
    public ValueTask BreakAsync() => _socket.DisposeAsync();

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
