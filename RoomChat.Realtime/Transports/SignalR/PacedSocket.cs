using System.Buffers;
using System.Net.WebSockets;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The WebSocket of a hub client, with a limited reading rate for messages in tiny parts: SignalR parses the whole buffered message with
/// every part. SignalR's own parts are sent as one frame, because the rooms' frames may come in between (see <see cref="HubWire"/>).
/// </summary>
internal sealed class PacedSocket(WebSocket socket, ActionBudget budget) : WebSocket
{
    private ArrayBufferWriter<byte>? _begun;

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override string? SubProtocol => socket.SubProtocol;

    public override WebSocketState State => socket.State;

    public override void Abort() => socket.Abort();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        if (!received.EndOfMessage && !buffer.IsEmpty && received.Count < TinyParts.Bytes)
            await budget.SpendPingOrPartAsync(cancellationToken);
        return received;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new WebSocketReceiveResult(received.Count, received.MessageType, received.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, WebSocketMessageFlags messageFlags,
        CancellationToken cancellationToken) =>
        SendAsync(buffer, messageType, messageFlags.HasFlag(WebSocketMessageFlags.EndOfMessage), cancellationToken);

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (_begun is null && endOfMessage) return socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);
        (_begun ??= new ArrayBufferWriter<byte>()).Write(buffer.Span);
        if (!endOfMessage) return ValueTask.CompletedTask;
        var whole = _begun.WrittenMemory;
        _begun = null;
        return socket.SendAsync(whole, messageType, endOfMessage, cancellationToken);
    }

    public override void Dispose() => socket.Dispose();
}
