using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// Manages the instances' own subscriptions at the broker: one per instance, with its name, on the topic of all messages.
/// </summary>
internal sealed class InstanceSubscriptions(
    ServiceBusClient client,
    ServiceBusAdministrationClient administration,
    IOptions<ServiceBusNames> names,
    IOptions<OwnSubscriptionOptions> options)
{
    // The largest value of Service Bus. While the log is away a message is redelivered many times, and must not be dead-lettered.
    private const int MaxDeliveryCount = 2_000;
    private const string Prefix = "instance-";

    public string Topic => names.Value.Topic;

    public static string NameOf(string instanceId) => Prefix + instanceId;

    /// <summary>Makes an instance's subscription with its first rule. False when it exists already.</summary>
    public async Task<bool> EnsureAsync(string instanceId, CreateRuleOptions firstRule, CancellationToken ct)
    {
        var subscription = new CreateSubscriptionOptions(Topic, NameOf(instanceId))
        {
            // Sessions keep the order. Without them a broken link leaves its messages locked, and later messages overtake.
            RequiresSession = true,
            AutoDeleteOnIdle = options.Value.AutoDeleteOnIdle,
            LockDuration = options.Value.LockDuration,
            MaxDeliveryCount = MaxDeliveryCount,
        };
        try
        {
            await administration.CreateSubscriptionAsync(subscription, firstRule, ct);
            return true;
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            return false;
        }
    }

    public ServiceBusRuleManager Rules(string instanceId) => client.CreateRuleManager(Topic, NameOf(instanceId));

    /// <summary>The rooms that an instance's subscription has rules for.</summary>
    public async Task<IReadOnlyList<RoomId>> ReadRoomsAsync(string instanceId, CancellationToken ct)
    {
        var rooms = new List<RoomId>();
        await using var rules = Rules(instanceId);
        await foreach (var rule in rules.GetRulesAsync(ct))
        {
            if (RoomRule.TryReadRoom(rule, out var roomId)) rooms.Add(roomId);
        }
        return rooms;
    }

    /// <summary>Whether it is empty, also of locked messages.</summary>
    public async Task<bool> IsEmptyAsync(string instanceId, CancellationToken ct) =>
        (await administration.GetSubscriptionRuntimePropertiesAsync(Topic, NameOf(instanceId), ct)).Value.ActiveMessageCount == 0;

    /// <summary>Removes an instance's subscription, if it exists.</summary>
    public async Task DeleteAsync(string instanceId, CancellationToken ct)
    {
        try
        {
            await administration.DeleteSubscriptionAsync(Topic, NameOf(instanceId), ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            // Another instance has removed it.
            return;
        }
    }

    /// <summary>Whether the subscription of <c>SharedSubscription</c> exists. Other strategies do not receive from it.</summary>
    public async Task<bool> HasSharedAsync(CancellationToken ct) =>
        await administration.SubscriptionExistsAsync(Topic, names.Value.Subscription, ct);

    /// <summary>The instances that have a subscription.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        var instances = new List<string>();
        await foreach (var subscription in administration.GetSubscriptionsAsync(Topic, ct))
        {
            if (subscription.SubscriptionName.StartsWith(Prefix, StringComparison.Ordinal))
                instances.Add(subscription.SubscriptionName[Prefix.Length..]);
        }
        return instances;
    }
}
