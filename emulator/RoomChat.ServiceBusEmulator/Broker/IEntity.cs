using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A queue, topic or subscription.</summary>
internal interface IEntity : IDisposable
{
    EntityPath Path { get; }

    EntityStatus Status { get; }

    /// <summary>How long it may be unused before it is deleted; <see cref="TimeSpan.MaxValue"/> is for ever.</summary>
    TimeSpan AutoDeleteOnIdle { get; }

    EntityLife Life { get; }

    /// <summary>Everything in it that can be received from; the entity's own messages come first.</summary>
    IReadOnlyList<MessageQueue> Sources { get; }

    EntityCounts Counts { get; }

    /// <summary>What must be remembered to make it again.</summary>
    EntityRecord ToRecord();
}
