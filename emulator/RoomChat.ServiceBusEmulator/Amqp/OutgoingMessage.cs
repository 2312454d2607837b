using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A message on its way to a receiver, with the lock that its delivery tag tells.</summary>
/// <param name="lockToken">Null when it is received and deleted in one.</param>
/// <param name="size">Its bytes.</param>
internal sealed class OutgoingMessage(Guid? lockToken, int size) : Message
{
    private int _isOver;

    public Guid? LockToken { get; } = lockToken;

    public int Size { get; } = size;

    /// <summary>Says, once, that it is no longer on the way.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _isOver, 1) == 0;
}
