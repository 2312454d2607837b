using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// What the framework's WebSocket of a hub's client takes for its stream: it reads from the server, and writes frames in turn with
/// others.
/// </summary>
internal sealed class HubStream(Stream server, HubWire wire) : DuplexStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        server.ReadAsync(buffer, cancellationToken);

    /// <param name="buffer">One whole frame. It is not given back before the write is done.</param>
    /// <param name="cancellationToken">Not for what has begun: half a frame would break the connection.</param>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(wire.WriteOwnAsync(buffer));

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
