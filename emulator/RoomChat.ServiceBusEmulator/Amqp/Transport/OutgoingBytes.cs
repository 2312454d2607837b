using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Bytes that wait to be written to a socket. The library's own queue does not report its size. This class counts the bytes, so that
/// producers stop when a client does not read (backpressure).
/// </summary>
internal sealed class OutgoingBytes
{
    /// <summary>From this number of waiting bytes on, no messages are sent to the client and none of its frames are read.</summary>
    private const long Enough = 1024 * 1024;

    /// <summary>Minimum size of the pipe's buffers in bytes.</summary>
    private const int SegmentSize = 16_384;

    // A writer never waits, because it must not block the library's threads. Producers limit the waiting bytes.
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

    /// <summary>Completes when all bytes are written after <see cref="Complete"/>, or when the connection is lost.</summary>
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
    /// Whether too many bytes wait to add more. If so, <paramref name="resume"/> is called once, when fewer bytes wait.
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

    /// <summary>Calls <paramref name="resume"/> once, after the next write.</summary>
    public void OnceWritten(Action resume)
    {
        lock (_gate) _watching.Add(resume);
    }

    /// <summary>Completes when more bytes may be added.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            if (_bytes < Enough || _isOver) return Task.CompletedTask;
        }

        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return IsFull(room.SetResult) ? room.Task : Task.CompletedTask;
    }

    /// <summary>Ends the queue: no more bytes can be added.</summary>
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
