using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// The broker's side of the instances' own subscriptions: one an instance, named after it, on the topic that every message goes through.
/// </summary>
internal sealed class InstanceSubscriptions(
    ServiceBusClient client, ServiceBusAdministrationClient administration, IOptions<ServiceBusNames> names, IOptions<OwnSubscriptionOptions> options)
{
    // The most that Service Bus allows: a message is given back many times while the log is away, and is not to end in the dead-letter
    // queue for it.
    private const int MaxDeliveryCount = 2_000;
    private const string Prefix = "instance-";

    public string Topic => names.Value.Topic;

    public static string NameOf(string instanceId) => Prefix + instanceId;

    /// <summary>Makes an instance's subscription with its first rule; false when it is there already.</summary>
    public async Task<bool> EnsureAsync(string instanceId, CreateRuleOptions firstRule, CancellationToken ct)
    {
        var subscription = new CreateSubscriptionOptions(Topic, NameOf(instanceId))
        {
            // For the order: without sessions a broken link leaves what it had brought locked, and what comes later overtakes it.
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

    /// <summary>Whether nothing waits in it, locked messages included.</summary>
    public async Task<bool> IsEmptyAsync(string instanceId, CancellationToken ct) =>
        (await administration.GetSubscriptionRuntimePropertiesAsync(Topic, NameOf(instanceId), ct)).Value.ActiveMessageCount == 0;

    /// <summary>Removes an instance's subscription, if it is there.</summary>
    public async Task DeleteAsync(string instanceId, CancellationToken ct)
    {
        try
        {
            await administration.DeleteSubscriptionAsync(Topic, NameOf(instanceId), ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            // Somebody was quicker, and it is gone as it should be.
            return;
        }
    }

    /// <summary>
    /// Whether the subscription is there that <c>SharedSubscription</c> uses. Under another strategy nobody takes what it gets.
    /// </summary>
    public async Task<bool> HasSharedAsync(CancellationToken ct) => await administration.SubscriptionExistsAsync(Topic, names.Value.Subscription, ct);

    /// <summary>The instances that have a subscription.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        var instances = new List<string>();
        await foreach (var subscription in administration.GetSubscriptionsAsync(Topic, ct))
        {
            if (subscription.SubscriptionName.StartsWith(Prefix, StringComparison.Ordinal)) instances.Add(subscription.SubscriptionName[Prefix.Length..]);
        }
        return instances;
    }
}
