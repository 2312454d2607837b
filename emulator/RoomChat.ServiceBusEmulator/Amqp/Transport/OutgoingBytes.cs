using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// What waits to be written to a socket. The library would queue without saying how much; here it is counted, so that nobody produces more
/// for a client that does not read.
/// </summary>
internal sealed class OutgoingBytes
{
    /// <summary>Bytes on the way from which on no more messages are sent to the client, and no more of its frames read.</summary>
    private const long Enough = 1024 * 1024;

    /// <summary>Bytes that are written at once when there are many.</summary>
    private const int SegmentSize = 16_384;

    // One who writes never waits: what is on the way is limited by those who produce it, who must not wait on the library's threads.
    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 0,
        minimumSegmentSize: SegmentSize,
        useSynchronizationContext: false));
    private readonly Lock _gate = new();
    private readonly Socket _socket;
    private readonly HashSet<Action> _waiting = [];
    private readonly HashSet<Action> _watching = [];
    private long _bytes;
    private bool _isOver;

    public OutgoingBytes(Socket socket)
    {
        _socket = socket;
        Written = WriteAsync();
    }

    /// <summary>Ends when everything is written after <see cref="Complete"/>, or when the connection is lost.</summary>
    public Task Written { get; }

    /// <summary>Adds bytes.</summary>
    /// <exception cref="ObjectDisposedException">The connection is over.</exception>
    public void Add(IList<ByteBuffer> buffers, int size)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            foreach (var buffer in buffers) _pipe.Writer.Write(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length));
            _bytes += size;
            var flushed = _pipe.Writer.FlushAsync();
            if (!flushed.IsCompletedSuccessfully) throw new InvalidOperationException("A pipe without a limit does not wait.");
        }
    }

    /// <summary>
    /// Whether so much is on the way that no more should be added; then <paramref name="resume"/> is called, once, when it is less.
    /// </summary>
    public bool IsFull(Action resume)
    {
        lock (_gate)
        {
            if (_bytes < Enough || _isOver) return false;
            _waiting.Add(resume);
            return true;
        }
    }

    /// <summary>Calls, once, when something more is written.</summary>
    public void OnceWritten(Action resume)
    {
        lock (_gate) _watching.Add(resume);
    }

    /// <summary>Ends when more may be added.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            if (_bytes < Enough || _isOver) return Task.CompletedTask;
        }

        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return IsFull(room.SetResult) ? room.Task : Task.CompletedTask;
    }

    /// <summary>Nothing more is added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            _pipe.Writer.Complete();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                var read = await _pipe.Reader.ReadAsync();
                foreach (var part in read.Buffer) await WriteAsync(part);
                _pipe.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) break;
            }

            await _pipe.Reader.CompleteAsync();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Complete();
            await _pipe.Reader.CompleteAsync(exception);
        }
        finally
        {
            OnLess(long.MaxValue);
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> part)
    {
        while (!part.IsEmpty)
        {
            var sent = await _socket.SendAsync(part);
            part = part[sent..];
            OnLess(sent);
        }
    }

    private void OnLess(long sent)
    {
        Action[] resumed;
        lock (_gate)
        {
            _bytes = Math.Max(0, _bytes - sent);
            if (_bytes < Enough)
            {
                _watching.UnionWith(_waiting);
                _waiting.Clear();
            }

            if (_watching.Count == 0) return;
            resumed = [.. _watching];
            _watching.Clear();
        }

        foreach (var resume in resumed) resume();
    }
}
