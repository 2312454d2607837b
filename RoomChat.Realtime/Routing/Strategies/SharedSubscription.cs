using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Sessions;

namespace RoomChat.Realtime.Routing.Strategies;

/// <summary>
/// All instances share one subscription. Its sessions are the shards of the rooms. A session's holder appends its messages in order, and
/// the rooms' channels carry them to every instance. The broker's resources do not depend on memberships.
/// </summary>
internal sealed class SharedSubscription(
    SessionReceiver sessions, MessageIntake intake, IOptions<ServiceBusNames> names, RoomShards shards) : IRoutingStrategy
{
    public bool SharesSessions => true;

    public string Name => RoutingStrategyNames.Default;

    /// <summary>One loop per session, so that a single instance can serve all sessions at once.</summary>
    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(shards.Names.Select(_ => sessions.RunAsync(Source, repair: _ => Task.CompletedTask, ct)));

    private SessionSource Source => new(names.Value.Topic, names.Value.Subscription, intake.TakeAsync);
}
