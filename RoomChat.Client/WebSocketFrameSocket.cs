using System.Net;
using System.Net.WebSockets;
using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>
/// <see cref="IFrameSocket"/> over the framework's WebSocket, on every platform and in the browser. In a browser a cancelled attempt to
/// connect continues in the background and blocks other connects to the same server: see
/// <see cref="RoomChatClientOptions.CreateSocket"/>.
/// </summary>
public sealed class WebSocketFrameSocket : IFrameSocket
{
    /// <summary>
    /// A message of <see cref="ProtocolLimits.MaxContentBytes"/> may grow sixfold as JSON. A list of rooms may be longer.
    /// </summary>
    private const int MaxFrameBytes = 4 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[4096];

    /// <inheritdoc/>
    public CloseCode? Closed =>
        _socket.CloseStatus is { } status ? new CloseCode((int)status, _socket.CloseStatusDescription ?? "") : null;

    /// <inheritdoc/>
    public async Task ConnectAsync(Uri endpoint, CancellationToken ct)
    {
        // A browser gives no details of a refused handshake. There every failure allows a retry.
        if (!OperatingSystem.IsBrowser()) _socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await _socket.ConnectAsync(endpoint, ct);
        }
        catch (WebSocketException e)
        {
            HttpStatusCode? status = OperatingSystem.IsBrowser() || _socket.HttpStatusCode == default ? null : _socket.HttpStatusCode;
            throw new RoomChatException(Explain(status), e) { Status = status, MayRetry = MayRetry(status) };
        }
    }

    /// <inheritdoc/>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new RoomChatException("The connection broke.", e) { MayRetry = true };
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct)
    {
        var length = 0;
        try
        {
            while (true)
            {
                if (length == _buffer.Length) Grow();
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), ct);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                length += part.Count;
                if (part.EndOfMessage) return _buffer.AsMemory(0, length);
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            return null;   // broken without a close frame: Closed stays null
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync(CloseCode reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Reason, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Grow()
    {
        if (_buffer.Length >= MaxFrameBytes)
            throw new RoomChatException($"The server sent a frame of more than {MaxFrameBytes} bytes.") { MayRetry = true };
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    private static bool MayRetry(HttpStatusCode? status) => status is
        null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string Explain(HttpStatusCode? status) =>
        status is null ? "The chat server cannot be reached." : $"The chat server refused the connection with HTTP status {(int)status}.";
}
