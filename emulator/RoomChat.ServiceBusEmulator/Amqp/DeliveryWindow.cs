using Amqp;
using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Limits the unsettled messages of a receiver, in addition to its credit. The library keeps every message until it is settled, and its
/// queue for a client that does not read has no limit. Thread-safe.
/// </summary>
/// <param name="outgoing">The bytes that wait to be written to the client; null when unknown.</param>
internal sealed class DeliveryWindow(OutgoingBytes? outgoing)
{
    /// <summary>Messages sent and not settled. Clients prefetch some hundreds.</summary>
    public const int MaxMessages = 5_000;

    /// <summary>Bytes of messages sent and not settled.</summary>
    private const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>Messages that the library holds back because the client's session takes no more frames at the moment.</summary>
    private const int MaxHeldBack = 32;

    private readonly Lock _gate = new();
    private readonly Queue<ByteBuffer> _heldBack = new();
    private long _bytes;
    private int _messages;
    private bool _isWaiting;

    /// <summary>
    /// Whether another message may be sent. If not, <paramref name="resume"/> is called later, or <see cref="Release"/> returns true.
    /// </summary>
    public bool HasRoom(Action resume)
    {
        lock (_gate)
        {
            _isWaiting = _messages >= MaxMessages || _bytes >= MaxBytes;
            if (_isWaiting) return false;
        }

        if (outgoing is null) return true;
        if (outgoing.IsFull(resume)) return false;
        if (!IsHeldBack()) return true;

        // The next write shows that the session takes frames again. Check again, because that write may have happened already.
        outgoing.OnceWritten(resume);
        return !IsHeldBack();
    }

    /// <summary>Counts a message before it is sent.</summary>
    public void Take(long size)
    {
        lock (_gate)
        {
            _messages++;
            _bytes += size;
        }
    }

    /// <summary>Records a message that was passed to the library. The library empties its buffer when it writes the message.</summary>
    public void Sent(ByteBuffer buffer)
    {
        if (outgoing is null || buffer.Length == 0) return;
        lock (_gate) _heldBack.Enqueue(buffer);
    }

    /// <summary>Removes a message that is settled or was not sent.</summary>
    /// <returns>Whether a sender waits for this room.</returns>
    public bool Release(long size)
    {
        lock (_gate)
        {
            _messages--;
            _bytes -= size;
            var isAwaited = _isWaiting;
            _isWaiting = false;
            return isAwaited;
        }
    }

    private bool IsHeldBack()
    {
        lock (_gate)
        {
            while (_heldBack.TryPeek(out var first) && first.Length == 0) _heldBack.Dequeue();
            return _heldBack.Count >= MaxHeldBack;
        }
    }
}
