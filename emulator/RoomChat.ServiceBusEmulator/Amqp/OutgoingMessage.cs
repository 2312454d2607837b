using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A message for a receiver, with the lock token that becomes its delivery tag.</summary>
/// <param name="lockToken">Null in receive-and-delete mode.</param>
/// <param name="size">Its bytes.</param>
internal sealed class OutgoingMessage(Guid? lockToken, int size) : Message
{
    private int _isOver;

    public Guid? LockToken { get; } = lockToken;

    public int Size { get; } = size;

    /// <summary>Marks the message as settled; true on the first call only.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _isOver, 1) == 0;
}
