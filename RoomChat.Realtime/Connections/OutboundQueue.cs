namespace RoomChat.Realtime.Connections;

/// <summary>
/// Queue of bytes to a client. Any thread may send. The sender itself writes as much as possible. The rest is queued, bounded in bytes,
/// and written by a task that runs while the queue is not empty. Senders never wait.
/// </summary>
internal sealed class OutboundQueue(ITransport transport, int maxBytes)
{
    private const int MostBytesAtOnce = 64 * 1024;

    private readonly Lock _sync = new();
    private Queue<ReadOnlyMemory<byte>>? _queue;
    private TaskCompletionSource? _halfEmpty;
    private ReadOnlyMemory<byte> _pong;
    private long _queuedBytes;
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private bool _isComplete;
    private bool _isLost;
    private bool _headIsPartOfFrame;

    /// <summary>Bytes accepted and not yet written.</summary>
    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    /// <summary>Accepts complete frames. False when they do not fit. After <see cref="Complete"/> they are dropped.</summary>
    public bool TrySend(ReadOnlyMemory<byte> frames)
    {
        lock (_sync) return _isComplete || TryTake(frames, maxBytes);
    }

    /// <summary>
    /// Accepts a pong. Only the newest waiting pong is kept: one pong may answer many pings
    /// (https://www.rfc-editor.org/rfc/rfc6455#section-5.5.3), and a client that pings and does not read must not fill the memory.
    /// </summary>
    public void SendPong(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (_isComplete) return;
            if (_isWriting) KeepPong(frame);
            else TryTake(frame, long.MaxValue);
        }
    }

    /// <summary>Accepts a ping even above the limit. The caller waits for the pong before it pings again.</summary>
    public void SendPing(ReadOnlyMemory<byte> frame)
    {
        lock (_sync)
        {
            if (!_isComplete) TryTake(frame, long.MaxValue);
        }
    }

    /// <summary>Accepts the last frame. Earlier frames are still written, unless <paramref name="discard"/> is set.</summary>
    public void Complete(ReadOnlyMemory<byte> last, bool discard)
    {
        lock (_sync)
        {
            if (_isComplete) return;
            if (discard) Discard();
            // Nothing may come after the last frame.
            KeepPong(default);
            TryTake(last, long.MaxValue);
            _isComplete = true;
        }
    }

    /// <summary>Waits until at most half of the limit is used, so that one more answer fits, or until the client is lost.</summary>
    public Task HalfEmptyAsync(CancellationToken ct)
    {
        lock (_sync)
        {
            if (_isLost || _queuedBytes <= maxBytes / 2) return Task.CompletedTask;
            _halfEmpty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _halfEmpty.Task.WaitAsync(ct);
        }
    }

    /// <summary>Completes when the queue is empty, or the client is lost.</summary>
    public Task WrittenAsync()
    {
        lock (_sync) return _writing;
    }

    private bool TryTake(ReadOnlyMemory<byte> frames, long limit)
    {
        var written = _isWriting ? 0 : transport.TryWrite(frames);
        if (written == frames.Length) return true;
        if (written < 0) return Lose();
        if (written == 0 && _queuedBytes + frames.Length > limit) return false;
        _headIsPartOfFrame |= written > 0;
        _queuedBytes += frames.Length - written;
        (_queue ??= new Queue<ReadOnlyMemory<byte>>()).Enqueue(frames[written..]);
        if (!_isWriting)
        {
            _isWriting = true;
            _writing = Task.Run(WriteQueuedAsync);
        }
        return true;
    }

    private void KeepPong(ReadOnlyMemory<byte> frame)
    {
        _queuedBytes += frame.Length - _pong.Length;
        _pong = frame;
    }

    /// <summary>The client is lost. The reader ends the connection, and is woken if it waits for free space.</summary>
    private bool Lose()
    {
        _isComplete = _isLost = true;
        transport.Abort();
        WakeReader();
        return true;
    }

    private void WakeReader()
    {
        _halfEmpty?.TrySetResult();
        _halfEmpty = null;
    }

    private void Discard()
    {
        if (_queue is null) return;
        // A partly written frame must be completed, or the client could not read the next frame.
        var kept = _headIsPartOfFrame ? _queue.Peek() : ReadOnlyMemory<byte>.Empty;
        foreach (var frames in _queue) _queuedBytes -= frames.Length;
        _queue.Clear();
        _queuedBytes += kept.Length;
        if (!kept.IsEmpty) _queue.Enqueue(kept);
    }

    private async Task WriteQueuedAsync()
    {
        List<ReadOnlyMemory<byte>> pieces = [];
        try
        {
            while (TakeQueued(pieces) is var bytes and > 0)
            {
                await transport.WriteAsync(pieces);
                Written(bytes);
            }
        }
        catch (IOException)
        {
            // The reader notices the loss too, and reports it.
            lock (_sync) Lose();
        }
    }

    private int TakeQueued(List<ReadOnlyMemory<byte>> pieces)
    {
        pieces.Clear();
        lock (_sync)
        {
            var bytes = 0;
            _headIsPartOfFrame = false;
            while (bytes < MostBytesAtOnce && _queue!.TryDequeue(out var frames))
            {
                pieces.Add(frames);
                bytes += frames.Length;
            }
            if (!_pong.IsEmpty)
            {
                pieces.Add(_pong);
                bytes += _pong.Length;
                _pong = default;
            }
            if (bytes == 0) (_isWriting, _queue) = (false, null);
            return bytes;
        }
    }

    private void Written(int bytes)
    {
        lock (_sync)
        {
            _queuedBytes -= bytes;
            if (_queuedBytes > maxBytes / 2) return;
            WakeReader();
        }
    }
}
