using System.Runtime.InteropServices;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>How many messages an entity holds now.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntityCounts
{
    /// <summary>To be received, or locked by a receiver.</summary>
    public long Active { get; init; }

    /// <summary>Of the active ones, how many a receiver has locked.</summary>
    public long Locked { get; init; }

    /// <summary>Set aside by a receiver.</summary>
    public long Deferred { get; init; }

    public long Scheduled { get; init; }

    public long DeadLettered { get; init; }

    /// <summary>On their way to another entity.</summary>
    public long Transfer { get; init; }

    /// <summary>Those that could not go to another entity.</summary>
    public long TransferDeadLettered { get; init; }

    /// <summary>Bytes of all of them.</summary>
    public long Size { get; init; }

    /// <summary>What is kept in a queue or subscription and among its dead letters.</summary>
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
