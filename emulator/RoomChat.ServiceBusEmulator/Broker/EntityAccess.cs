using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What an entity's status and life let through.</summary>
internal static class EntityAccess
{
    public static bool AllowsSending(this IEntity entity) => entity.Status is EntityStatus.Active or EntityStatus.ReceiveDisabled;

    public static bool AllowsReceiving(this IEntity entity) => entity.Status is EntityStatus.Active or EntityStatus.SendDisabled;

    /// <summary>Whether messages of this part of the entity go on to another, so that nobody can receive them here.</summary>
    public static bool IsForwarded(this IForwardingEntity entity, MessageQueue part) =>
        (part == entity.Messages && entity.ForwardTo is not null)
            || (part == entity.Messages.DeadLetters && entity.ForwardDeadLettersTo is not null);

    /// <summary>Null when messages can be sent.</summary>
    public static SendOutcome? WhyNotSend(this IEntity entity)
    {
        if (entity.Life.IsOver) return SendOutcome.NotFound;
        return entity.AllowsSending() ? null : SendOutcome.Disabled;
    }

    /// <summary>Sends away who is no longer allowed to be there.</summary>
    public static void EnforceStatus(this IEntity entity)
    {
        if (!entity.AllowsSending()) entity.Life.SendAway(DetachReason.Disabled, AttachmentKind.Sender);
        if (!entity.AllowsReceiving()) entity.Life.SendAway(DetachReason.Disabled, AttachmentKind.Receiver);
    }
}
