using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The only writer to a hub client's bare socket. It writes SignalR's own frames (handshake, pings, answers, close) and the rooms' frames,
/// which bypass SignalR at the cost of one system call. All frames are written complete and in order. SignalR's first frame comes first:
/// no frame may precede the answer to its handshake.
/// </summary>
internal sealed class HubWire
{
    /// <summary>Limit of the rooms' bytes that wait here for an earlier write. More bytes wait in the connection's bounded queue.</summary>
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

    /// <summary>Accepts frames of rooms: all, or none while too many bytes wait.</summary>
    /// <returns>Number of accepted bytes; negative when the client is lost.</returns>
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

    /// <summary>Writes frames of rooms. Completes when the system has accepted them.</summary>
    /// <exception cref="IOException">The client is lost.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> frames)
    {
        lock (_sync) return _writing = WriteAfterAsync(_writing, frames, isCounted: false);
    }

    /// <summary>Writes one of SignalR's own frames. Completes when the system has accepted it.</summary>
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
