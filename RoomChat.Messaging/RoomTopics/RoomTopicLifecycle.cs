using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomServers;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>
/// Makes a room's topic with its subscription, and removes both. A topic takes messages only while its subscription stands, so that none is accepted that nobody can
/// receive: it is made disabled, and disabled again before it is emptied and removed.
/// </summary>
public sealed class RoomTopicLifecycle
{
    // As the shared subscription has it.
    private const int MaxDeliveryCount = 2_000;
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    private readonly ServiceBusAdministrationClient _administration;
    private readonly RoomTopicLock _lock;
    private readonly IRoomServers _servers;
    private readonly RoomTopicOptions _options;

    internal RoomTopicLifecycle(ServiceBusAdministrationClient administration, RoomTopicLock topicLock, IRoomServers servers, IOptions<ServiceBusNames> names, IOptions<RoomTopicOptions> options) =>
        (_administration, _lock, _servers, Subscription, _options) = (administration, topicLock, servers, names.Value.Subscription, options.Value);

    /// <summary>The name of the one subscription that each topic has. It has sessions, so that one instance at a time receives, in order.</summary>
    public string Subscription { get; }

    /// <summary>Completes when the room's topic and subscription stand and take messages.</summary>
    /// <exception cref="ServiceBusException">The broker refuses: the namespace's quota of topics is used up, or it cannot be reached.</exception>
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
    /// <param name="empty">Takes out what is still in the subscription; given the topic's name. Nothing more comes by then.</param>
    /// <param name="ct">Gives up: the topic may stay disabled then, until somebody asks for it again.</param>
    public async Task RemoveAsync(RoomId roomId, Func<string, CancellationToken, Task> empty, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(empty);
        var name = RoomTopicName.Of(roomId);
        await using var held = await _lock.TakeAsync(roomId, ct);
        if ((await _servers.ReadAsync(roomId, ct)).Count > 0) return;
        // Another may open the topic again when the lock is lost: then it must not be deleted.
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
            // It is gone, as it should be.
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
            // Left half made by a process that crashed: the rest is made now.
            return;
        }
    }
}
