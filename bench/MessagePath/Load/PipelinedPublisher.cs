using System.Diagnostics;
using System.Text;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.MessagePath.Servers;
using RoomChat.Benchmarks.Wire;

namespace RoomChat.Benchmarks.MessagePath.Load;

/// <summary>Publishes on one WebSocket without waiting for answers, as fast as its messages are received.</summary>
internal sealed class PipelinedPublisher : IDisposable
{
    /// <summary>Maximum number of messages in flight.</summary>
    private const int Window = 1024;

    private const int Batch = 64;
    private const int ContentLength = 100;
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(10);

    private readonly RawSocket _socket;
    private readonly string _room;
    private readonly byte[] _answers = new byte[1 << 16];

    private PipelinedPublisher(RawSocket socket, string room) => (_socket, _room) = (socket, room);

    public long Published { get; private set; }

    public static async Task<PipelinedPublisher> ConnectAsync(IPathServer server, string room, CancellationToken ct)
    {
        var headers = server.HeadersFor(HttpMethod.Get, "/ws").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new PipelinedPublisher(await RawSocket.OpenAsync(new Uri($"ws://{server.Sockets}/ws"), ct, headers), room);
    }

    /// <param name="receiver">A receiver with one member in the room.</param>
    /// <param name="duration">The publishing time.</param>
    /// <param name="ct">Cancels publishing.</param>
    public Task RunAsync(LoadReceiver receiver, TimeSpan duration, CancellationToken ct) => Task.Factory.StartNew(
        () =>
        {
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                ct.ThrowIfCancellationRequested();
                if (!receiver.WaitForDeliveries(Published - Window + Batch, LongestStall))
                    throw new TimeoutException($"{receiver.Ledger.Delivered} of {Published} messages arrived, and no more.");
                SendBatch();
                DropAnswers();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    public void Dispose() => _socket.Dispose();

    private void SendBatch()
    {
        var frames = new ByteStore();
        for (var index = 0; index < Batch; index++)
        {
            var content = Stamp.Write(Published++, LoadClock.Now, ContentLength);
            frames.Append(MaskedFrame.Text($$"""{"action":"publish","room_id":"{{_room}}","content":"{{content}}"}"""));
        }
        for (var rest = frames.Bytes; !rest.IsEmpty;) rest = rest[_socket.Socket.Send(rest)..];
    }

    /// <summary>Discards answers, but throws for an error.</summary>
    private void DropAnswers()
    {
        int count;
        while ((count = Epoll.Receive((int)_socket.Socket.Handle, _answers)) > 0)
        {
            var error = _answers.AsSpan(0, count).IndexOf("\"error\""u8);
            if (error >= 0)
            {
                var answer = Encoding.UTF8.GetString(_answers.AsSpan(error, count - error));
                throw new InvalidOperationException($"A message was refused: {answer}");
            }
        }
        if (count < 0) throw new InvalidOperationException("The WebSocket to publish on was closed.");
    }
}
