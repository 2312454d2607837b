using System.Runtime.InteropServices;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What a queue has done since it was created, and what it holds now. All in messages.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueueActivity
{
    public long Enqueued { get; init; }
    public long Delivered { get; init; }
    public long Completed { get; init; }

    /// <summary>Given back by receivers or by the end of a lock, so that they will be delivered again.</summary>
    public long GivenBack { get; init; }

    public long DeadLettered { get; init; }

    /// <summary>Gone because their time was over; those kept as dead letters are counted there.</summary>
    public long Expired { get; init; }

    /// <summary>Kept now, whatever their state.</summary>
    public int Kept { get; init; }

    /// <summary>Of those, how many a receiver has locked.</summary>
    public int Locked { get; init; }

    /// <summary>Of those kept, how many were set aside.</summary>
    public int Deferred { get; init; }

    /// <summary>Bytes of those kept.</summary>
    public long Size { get; init; }
}
