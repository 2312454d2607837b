using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>How a connection's frames reach its client. One loop per connection calls it, never two at once.</summary>
internal interface ITransport
{
    /// <summary>Writes frames in order; completes when the wire has taken them, however long the client's reading takes.</summary>
    Task WriteAsync(IReadOnlyList<OutboundFrame> frames, CancellationToken ct);

    /// <summary>Says why the connection ends, after everything written before.</summary>
    Task CloseAsync(CloseCode code, CancellationToken ct);
}
