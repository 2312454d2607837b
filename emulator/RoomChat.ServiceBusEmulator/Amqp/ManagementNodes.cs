using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The <c>$management</c> node of each entity.</summary>
internal sealed class ManagementNodes(ServiceBusNamespace entities, ManagementCalls calls)
{
    /// <summary>The entity's node; null when there is no such entity.</summary>
    public IRequestNode? Find(EntityPath path)
    {
        if (!entities.TryGetEntity(path, out var entity)) return null;
        entities.TryGetTarget(path, out var target);
        entities.TryGetSource(path, out var queue);
        entities.TryGetSubscription(path, out var subscription);
        return target is null && queue is null ? null : new ManagementNode(entity.Life, target, queue, subscription, calls);
    }
}
