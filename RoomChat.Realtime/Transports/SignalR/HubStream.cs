using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The stream of a hub client's WebSocket in the framework. It reads from the server, and writes frames in order with other writers.
/// </summary>
internal sealed class HubStream(Stream server, HubWire wire) : DuplexStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        server.ReadAsync(buffer, cancellationToken);

    /// <param name="buffer">One complete frame. It is in use until the write completes.</param>
    /// <param name="cancellationToken">Ignored for a begun write: half a frame would break the connection.</param>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(wire.WriteOwnAsync(buffer));

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
