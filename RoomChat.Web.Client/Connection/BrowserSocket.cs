using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using System.Threading.Channels;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Connection;

/// <summary>
/// <see cref="IFrameSocket"/> over the browser's WebSocket, through the page's own script. The framework's <c>ClientWebSocket</c> does not
/// abort a cancelled connection attempt. The browser opens no other connection to the server until that attempt ends.
/// </summary>
[SupportedOSPlatform("browser")]
internal sealed partial class BrowserSocket : IFrameSocket
{
    private const string Script = "socket.js";

    /// <summary>The connection ended without a close frame; RFC 6455, section 7.1.5.</summary>
    private const int Abnormal = 1006;

    private readonly TaskCompletionSource<bool> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _frames = Channel.CreateUnbounded<string>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private JSObject? _socket;

    public CloseCode? Closed { get; private set; }

    /// <summary>Loads the script. Call it at the start of the page: without a network the script cannot be loaded.</summary>
    public static Task LoadAsync() => JSHost.ImportAsync(Script, $"../{Script}");

    public async Task ConnectAsync(Uri endpoint, CancellationToken ct)
    {
        _socket = Open(endpoint.AbsoluteUri, () => _opened.TrySetResult(true), text => _frames.Writer.TryWrite(text), OnEnd);
        // The browser gives no reason for a failed handshake, so every failure may be retried.
        if (!await _opened.Task.WaitAsync(ct)) throw new RoomChatException("The chat server cannot be reached.") { MayRetry = true };
    }

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Send(Socket, Encoding.UTF8.GetString(frame.Span));
        return Task.CompletedTask;
    }

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct)
    {
        // Not "? … : null": that null would become an empty frame.
        if (!await _frames.Reader.WaitToReadAsync(ct) || !_frames.Reader.TryRead(out var text)) return null;
        return Encoding.UTF8.GetBytes(text);
    }

    public Task CloseAsync(CloseCode reason, CancellationToken ct)
    {
        Close(Socket, reason.Code, reason.Reason);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (_socket is not null) Close(_socket, CloseCode.Normal.Code, CloseCode.Normal.Reason);
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private JSObject Socket => _socket ?? throw new InvalidOperationException("Not connected.");

    private void OnEnd(int code, string reason)
    {
        if (code != Abnormal) Closed = new CloseCode(code, reason);
        _frames.Writer.TryComplete();
        _opened.TrySetResult(false);
    }

    [JSImport("open", Script)]
    private static partial JSObject Open(
        string address,
        [JSMarshalAs<JSType.Function>] Action onOpen,
        [JSMarshalAs<JSType.Function<JSType.String>>] Action<string> onText,
        [JSMarshalAs<JSType.Function<JSType.Number, JSType.String>>] Action<int, string> onEnd);

    [JSImport("send", Script)]
    private static partial void Send(JSObject socket, string text);

    [JSImport("close", Script)]
    private static partial void Close(JSObject socket, int code, string reason);
}
