using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A queue, topic or subscription.</summary>
internal interface IEntity : IDisposable
{
    EntityPath Path { get; }

    EntityStatus Status { get; }

    /// <summary>The idle timeout after which it is deleted; <see cref="TimeSpan.MaxValue"/> means never.</summary>
    TimeSpan AutoDeleteOnIdle { get; }

    EntityLife Life { get; }

    /// <summary>The queues that receivers can read; the entity's own messages come first.</summary>
    IReadOnlyList<MessageQueue> Sources { get; }

    EntityCounts Counts { get; }

    /// <summary>The record needed to recreate the entity after a restart.</summary>
    EntityRecord ToRecord();
}
