using System.Runtime.InteropServices;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Message counts of a queue: totals since it was created or loaded, and current contents.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueueActivity
{
    public long Enqueued { get; init; }
    public long Delivered { get; init; }
    public long Completed { get; init; }

    /// <summary>Returned by receivers or by an expired lock, for redelivery.</summary>
    public long GivenBack { get; init; }

    public long DeadLettered { get; init; }

    /// <summary>Expired and deleted. Expired messages kept as dead letters count as <see cref="DeadLettered"/>.</summary>
    public long Expired { get; init; }

    /// <summary>Current messages in any state.</summary>
    public int Kept { get; init; }

    /// <summary>Current messages that a receiver has locked.</summary>
    public int Locked { get; init; }

    /// <summary>Current deferred messages.</summary>
    public int Deferred { get; init; }

    /// <summary>Size of the current messages in bytes.</summary>
    public long Size { get; init; }
}
