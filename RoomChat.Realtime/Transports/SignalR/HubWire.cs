using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The one way of bytes to a client of the hub that has a bare socket: for frames of SignalR's own (its handshake, pings, answers to calls
/// and its
/// end), and for those of the rooms, which go beside SignalR at the price of one system call. All go in the order in which they were given,
/// each
/// whole, but for the first of SignalR's own: nothing may come before the answer to its handshake.
/// </summary>
internal sealed class HubWire
{
    /// <summary>Bytes of rooms that may wait here for an earlier write. More wait in the connection's queue, which has a bound.</summary>
    internal const int MostWaiting = 64 * 1024;

    private readonly ITransport _socket;
    private readonly Lock _sync = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _writing;
    private int _waiting;
    private bool _isOpening;

    public HubWire(ITransport socket)
    {
        _socket = socket;
        _writing = _opened.Task;
    }

    /// <summary>Takes frames of rooms: all, or none while too much waits.</summary>
    /// <returns>Bytes taken; a negative number when the client is lost.</returns>
    public int TryWrite(ReadOnlyMemory<byte> frames)
    {
        lock (_sync)
        {
            if (_writing.IsFaulted) return -1;
            var written = _writing.IsCompleted ? _socket.TryWrite(frames) : 0;
            if (written < 0 || written == frames.Length) return written;
            if (written == 0 && _waiting + frames.Length > MostWaiting) return 0;
            _waiting += frames.Length - written;
            _writing = WriteAfterAsync(_writing, frames[written..], isCounted: true);
            return frames.Length;
        }
    }

    /// <summary>Writes frames of rooms; completes when the system has taken them.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> frames)
    {
        lock (_sync) return _writing = WriteAfterAsync(_writing, frames, isCounted: false);
    }

    /// <summary>Writes a frame of SignalR's own; completes when the system has taken it.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    public Task WriteOwnAsync(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (_isOpening) return WriteAsync(frame);
            _isOpening = true;
        }
        return OpenAsync(frame);
    }

    private async Task OpenAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await _socket.WriteAsync([frame]);
            _opened.SetResult();
        }
        catch (IOException lost)
        {
            _opened.SetException(lost);
            throw;
        }
    }

    private async Task WriteAfterAsync(Task earlier, ReadOnlyMemory<byte> frames, bool isCounted)
    {
        await earlier;
        await _socket.WriteAsync([frames]);
        if (!isCounted) return;
        lock (_sync) _waiting -= frames.Length;
    }
}
