using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>An in-memory connection: the client uses <see cref="IFrameSocket"/>, the test the other members.</summary>
internal sealed class ScriptedSocket(Action<ScriptedSocket, Uri> accept) : IFrameSocket
{
    // The page sends these at moments of its own, before or after other frames.
    private static readonly Type[] Unordered =
        [typeof(ClientFrame.Presence), typeof(ClientFrame.Ping), typeof(ClientFrame.Status), typeof(ClientFrame.Read)];

    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<ClientFrame> _toServer = Channel.CreateUnbounded<ClientFrame>();

    public CloseCode? Closed { get; private set; }

    /// <summary>The close code that the client sent.</summary>
    public CloseCode? Goodbye { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Say(ServerFrame frame) =>
        _toClient.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(frame, FrameJsonContext.Wire.ServerFrame));

    public void Say(string text) => _toClient.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends messages with these offsets; the content of each is its offset.</summary>
    public void SayMessages(string room, params IEnumerable<long> offsets)
    {
        foreach (var offset in offsets)
        {
            Say(new ServerFrame.Message(
                room, $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"{room}-{offset}", offset, new ChatUser("u1", "Ada")));
        }
    }

    public void SayJoined(string room, long offset, bool recovered, string epoch = "e1") =>
        Say(new ServerFrame.RoomJoined(room, $"Successfully joined room '{room}'", offset, epoch, recovered));

    /// <summary>
    /// The client's next frame, which must be a <typeparamref name="T"/>. Presence, ping, status and read frames are skipped. When one
    /// of these is expected, the frames before it are skipped.
    /// </summary>
    public async Task<T> HearAsync<T>() where T : ClientFrame
    {
        while (true)
        {
            var frame = await _toServer.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Patience);
            if (frame is T found) return found;
            if (Array.IndexOf(Unordered, typeof(T)) < 0 && Array.IndexOf(Unordered, frame.GetType()) < 0) return Assert.IsType<T>(frame);
        }
    }

    public void Break() => _toClient.Writer.TryComplete();

    public void Close(CloseCode code)
    {
        Closed = code;
        _toClient.Writer.TryComplete();
    }

    public Task ConnectAsync(Uri endpoint, CancellationToken ct)
    {
        accept(this, endpoint);
        return Task.CompletedTask;
    }

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        _toServer.Writer.TryWrite(JsonSerializer.Deserialize(frame.Span, FrameJsonContext.Wire.ClientFrame)!);
        return Task.CompletedTask;
    }

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) =>
        await _toClient.Reader.WaitToReadAsync(ct) && _toClient.Reader.TryRead(out var frame)
            ? frame.AsMemory() : (ReadOnlyMemory<byte>?)null;

    public Task CloseAsync(CloseCode reason, CancellationToken ct)
    {
        Goodbye = reason;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
