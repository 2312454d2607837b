using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.MessagePath.Servers;

namespace RoomChat.Benchmarks.MessagePath.Load;

/// <summary>
/// A publisher with its own connection. It waits for each answer before it publishes again, and numbers the messages of its room.
/// </summary>
/// <param name="server">The server to publish to.</param>
/// <param name="room">The room of the publisher.</param>
internal sealed class PublishLane(IPathServer server, string room) : IDisposable
{
    private const int ContentLength = 100;
    private const int StatusAccepted = 202;
    private const string Target = "/publish";

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private long _published;

    /// <summary>Number of accepted messages.</summary>
    public long Published => Interlocked.Read(ref _published);

    public Task ConnectAsync(CancellationToken ct) => _socket.ConnectAsync(server.Publishing, ct).AsTask();

    /// <summary>Publishes the next message.</summary>
    /// <param name="at">The due time of <see cref="LoadClock"/>.</param>
    /// <param name="ct">Cancels publishing.</param>
    /// <exception cref="InvalidOperationException">The message was not accepted.</exception>
    public async Task PublishAsync(long at, CancellationToken ct)
    {
        await _socket.SendAsync(Request(at), ct);
        var received = 0;
        int status;
        do
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(received), ct);
            if (count == 0) throw new InvalidOperationException("The connection to publish on was closed.");
            received += count;
        }
        while (!HttpAnswer.TryRead(_buffer.AsSpan(0, received), out status));
        if (status != StatusAccepted)
            throw new InvalidOperationException($"A message was refused: {Encoding.UTF8.GetString(_buffer, 0, received)}");
        Interlocked.Increment(ref _published);
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Request(long at)
    {
        var body = $$"""{"content":"{{Stamp.Write(Published, at, ContentLength)}}","room_id":"{{room}}"}""";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {Target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n{server.HeadersFor(HttpMethod.Post, Target)}\r\n{body}"));
    }
}
