using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>The client's own socket, to any of the instances as a gateway would choose, and with a network that can be cut.</summary>
internal sealed class BreakableSocket(IReadOnlyList<Uri> instances, Dice dice) : IFrameSocket
{
    private readonly WebSocketFrameSocket _socket = new();

    public CloseCode? Closed => _socket.Closed;

    public Task ConnectAsync(Uri endpoint, CancellationToken ct) => _socket.ConnectAsync(dice.Pick(instances), ct);

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => _socket.SendAsync(frame, ct);

    public Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) => _socket.ReceiveAsync(ct);

    public Task CloseAsync(CloseCode reason, CancellationToken ct) => _socket.CloseAsync(reason, ct);

    /// <summary>Ends the TCP connection in the middle of whatever it carries, without a close frame.</summary>
    public ValueTask BreakAsync() => _socket.DisposeAsync();

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
