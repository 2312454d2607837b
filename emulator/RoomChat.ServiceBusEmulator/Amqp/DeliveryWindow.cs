using Amqp;
using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// How much a receiver may have on the way, whatever credit it gives: the library keeps every message until it is settled, and queues
/// without bound what the client does not read. Safe for any thread.
/// </summary>
/// <param name="outgoing">What waits to be written to the client; null when that is not known.</param>
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
    /// Whether another message may be sent; if not, <paramref name="resume"/> is called when it may, or <see cref="Release"/> says so.
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

        // What is written next shows that the session takes frames again; unless it was just now.
        outgoing.OnceWritten(resume);
        return !IsHeldBack();
    }

    /// <summary>A message is about to be sent.</summary>
    public void Take(long size)
    {
        lock (_gate)
        {
            _messages++;
            _bytes += size;
        }
    }

    /// <summary>A message was handed to the library; its buffer is empty when the library has written it.</summary>
    public void Sent(ByteBuffer buffer)
    {
        if (outgoing is null || buffer.Length == 0) return;
        lock (_gate) _heldBack.Enqueue(buffer);
    }

    /// <summary>A message is no longer on the way.</summary>
    /// <returns>Whether somebody waits for this room.</returns>
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
