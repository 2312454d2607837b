using System.Runtime.InteropServices;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The current message counts of an entity.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntityCounts
{
    /// <summary>Ready for receivers, or locked by a receiver.</summary>
    public long Active { get; init; }

    /// <summary>Active messages that a receiver has locked.</summary>
    public long Locked { get; init; }

    /// <summary>Deferred by a receiver.</summary>
    public long Deferred { get; init; }

    public long Scheduled { get; init; }

    public long DeadLettered { get; init; }

    /// <summary>Waiting to be forwarded to another entity.</summary>
    public long Transfer { get; init; }

    /// <summary>Messages that could not be forwarded.</summary>
    public long TransferDeadLettered { get; init; }

    /// <summary>Size of all messages in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Counts the messages of a queue or subscription and of its dead-letter queues.</summary>
    public static EntityCounts Of(IForwardingEntity entity)
    {
        var here = entity.Messages.Activity;
        var dead = entity.Messages.DeadLetters!.Activity;
        var stuck = entity.TransferDeadLetters.Activity;
        var (active, transfer) = entity.ForwardTo is null ? (here.Kept - here.Deferred, 0) : (0, here.Kept - here.Deferred);
        return new EntityCounts
        {
            Active = active,
            Transfer = transfer,
            TransferDeadLettered = stuck.Kept,
            Locked = here.Locked,
            Deferred = here.Deferred,
            DeadLettered = dead.Kept,
            Size = here.Size + dead.Size + stuck.Size,
        };
    }

    public long Total => Active + Deferred + Scheduled + DeadLettered + Transfer + TransferDeadLettered;
}
