using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The operations that an entity's status and lifetime allow.</summary>
internal static class EntityAccess
{
    public static bool AllowsSending(this IEntity entity) => entity.Status is EntityStatus.Active or EntityStatus.ReceiveDisabled;

    public static bool AllowsReceiving(this IEntity entity) => entity.Status is EntityStatus.Active or EntityStatus.SendDisabled;

    /// <summary>Whether messages of this part are forwarded to another entity. If so, receivers cannot get them here.</summary>
    public static bool IsForwarded(this IForwardingEntity entity, MessageQueue part) =>
        (part == entity.Messages && entity.ForwardTo is not null)
            || (part == entity.Messages.DeadLetters && entity.ForwardDeadLettersTo is not null);

    /// <summary>The reason why sending is refused; null if it is allowed.</summary>
    public static SendOutcome? WhyNotSend(this IEntity entity)
    {
        if (entity.Life.IsOver) return SendOutcome.NotFound;
        return entity.AllowsSending() ? null : SendOutcome.Disabled;
    }

    /// <summary>Detaches senders and receivers that the status no longer allows.</summary>
    public static void EnforceStatus(this IEntity entity)
    {
        if (!entity.AllowsSending()) entity.Life.SendAway(DetachReason.Disabled, AttachmentKind.Sender);
        if (!entity.AllowsReceiving()) entity.Life.SendAway(DetachReason.Disabled, AttachmentKind.Receiver);
    }
}
