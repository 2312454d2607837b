using System.Threading.Channels;

namespace RoomChat.Realtime.Connections;

/// <summary>What a connection has yet to write: any thread may add, one loop takes. Bounded in bytes; nobody ever waits to add.</summary>
internal sealed class OutboundQueue(long maxBytes)
{
    private const int MostFramesAtOnce = 256;

    private readonly Channel<OutboundFrame> _frames = Channel.CreateUnbounded<OutboundFrame>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _sync = new();
    private long _queuedBytes;
    private TaskCompletionSource? _halfEmpty;
    private volatile bool _discarding;

    /// <summary>Bytes added and not yet written.</summary>
    public long QueuedBytes => Interlocked.Read(ref _queuedBytes);

    /// <summary>False when the frame does not fit, or when nothing more is taken; it is the caller who decides what that means.</summary>
    public bool TryEnqueue(OutboundFrame frame)
    {
        if (Interlocked.Add(ref _queuedBytes, frame.Length) <= maxBytes && _frames.Writer.TryWrite(frame)) return true;
        Interlocked.Add(ref _queuedBytes, -frame.Length);
        return false;
    }

    /// <summary>Takes no more frames; those inside are still given, unless <paramref name="discard"/> says that they are pointless.</summary>
    public void Complete(bool discard)
    {
        if (discard) _discarding = true;
        _frames.Writer.TryComplete();
    }

    /// <summary>Waits for frames and gives all that are there, up to a few hundred; false when no more will come. Their bytes count until <see cref="Written"/>.</summary>
    public async ValueTask<bool> TakeAsync(List<OutboundFrame> batch, CancellationToken ct)
    {
        batch.Clear();
        if (_discarding || !await _frames.Reader.WaitToReadAsync(ct) || _discarding) return false;
        while (batch.Count < MostFramesAtOnce && _frames.Reader.TryRead(out var frame)) batch.Add(frame);
        return true;
    }

    /// <summary>The batch is on the wire: its bytes are free again.</summary>
    public void Written(List<OutboundFrame> batch)
    {
        var bytes = 0L;
        foreach (var frame in batch) bytes += frame.Length;
        if (Interlocked.Add(ref _queuedBytes, -bytes) > maxBytes / 2) return;
        lock (_sync)
        {
            _halfEmpty?.TrySetResult();
            _halfEmpty = null;
        }
    }

    /// <summary>Waits until at most half of the bound is in use, so that the answer to one more action fits.</summary>
    public Task HalfEmptyAsync(CancellationToken ct)
    {
        if (QueuedBytes <= maxBytes / 2) return Task.CompletedTask;
        Task halfEmpty;
        lock (_sync)
        {
            _halfEmpty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (QueuedBytes <= maxBytes / 2) _halfEmpty.TrySetResult();
            halfEmpty = _halfEmpty.Task;
        }
        return halfEmpty.WaitAsync(ct);
    }
}
