using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>
/// Makes a room's topic and its subscription, and removes both. A topic accepts messages only while its subscription exists, so that no
/// accepted message is lost: it is made disabled, and disabled again before it is emptied and removed.
/// </summary>
public sealed class RoomTopicLifecycle
{
    // The same value as the shared subscription.
    private const int MaxDeliveryCount = 2_000;
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    private readonly ServiceBusAdministrationClient _administration;
    private readonly RoomTopicLock _lock;
    private readonly IRoomServers _servers;
    private readonly RoomTopicOptions _options;

    internal RoomTopicLifecycle(
        ServiceBusAdministrationClient administration,
        RoomTopicLock topicLock,
        IRoomServers servers,
        IOptions<ServiceBusNames> names,
        IOptions<RoomTopicOptions> options) =>
        (_administration, _lock, _servers, Subscription, _options) =
            (administration, topicLock, servers, names.Value.Subscription, options.Value);

    /// <summary>Name of each topic's only subscription. It has sessions, so that one instance at a time receives, in order.</summary>
    public string Subscription { get; }

    /// <summary>Completes when the room's topic and subscription exist and accept messages.</summary>
    /// <exception cref="ServiceBusException">The broker refuses, for example at the quota of topics, or cannot be reached.</exception>
    public async Task EnsureAsync(RoomId roomId, CancellationToken ct)
    {
        var name = RoomTopicName.Of(roomId);
        if (await IsActiveAsync(name, ct)) return;
        await using var held = await _lock.TakeAsync(roomId, ct);
        await UnlessThereAsync(_administration.CreateTopicAsync(new CreateTopicOptions(name)
        {
            Status = EntityStatus.SendDisabled,
            AutoDeleteOnIdle = _options.AutoDeleteOnIdle,
            DefaultMessageTimeToLive = _options.MessageTimeToLive,
        }, ct));
        await UnlessThereAsync(_administration.CreateSubscriptionAsync(new CreateSubscriptionOptions(name, Subscription)
        {
            RequiresSession = true,
            LockDuration = LockDuration,
            MaxDeliveryCount = MaxDeliveryCount,
        }, ct));
        TopicProperties topic = await _administration.GetTopicAsync(name, ct);
        if (topic.Status == EntityStatus.Active) return;
        topic.Status = EntityStatus.Active;
        await _administration.UpdateTopicAsync(topic, ct);
    }

    /// <summary>Removes the room's topic, unless an instance serves the room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="empty">Empties the subscription of the given topic. No new messages arrive then.</param>
    /// <param name="ct">Cancels. The topic may stay disabled until it is requested again.</param>
    public async Task RemoveAsync(RoomId roomId, Func<string, CancellationToken, Task> empty, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(empty);
        var name = RoomTopicName.Of(roomId);
        await using var held = await _lock.TakeAsync(roomId, ct);
        if ((await _servers.ReadAsync(roomId, ct)).Count > 0) return;
        // After the lock is lost another process may enable the topic again. Then it must not be deleted.
        using var untilLost = CancellationTokenSource.CreateLinkedTokenSource(ct, held.HandleLostToken);
        await EmptyAndDeleteAsync(name, empty, untilLost.Token);
    }

    private async Task EmptyAndDeleteAsync(string name, Func<string, CancellationToken, Task> empty, CancellationToken ct)
    {
        try
        {
            TopicProperties topic = await _administration.GetTopicAsync(name, ct);
            topic.Status = EntityStatus.SendDisabled;
            await _administration.UpdateTopicAsync(topic, ct);
            while (!await IsEmptyAsync(name, ct)) await empty(name, ct);
            await _administration.DeleteTopicAsync(name, ct);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            // The topic is removed already.
            return;
        }
    }

    private async Task<bool> IsEmptyAsync(string topic, CancellationToken ct) =>
        (await _administration.GetSubscriptionRuntimePropertiesAsync(topic, Subscription, ct)).Value.ActiveMessageCount == 0;

    private async Task<bool> IsActiveAsync(string topic, CancellationToken ct)
    {
        try
        {
            return (await _administration.GetTopicAsync(topic, ct)).Value.Status == EntityStatus.Active;
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            return false;
        }
    }

    private static async Task UnlessThereAsync(Task creating)
    {
        try
        {
            await creating;
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            // A crashed process left it incomplete. The next steps complete it.
            return;
        }
    }
}
