using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Sessions;

namespace RoomChat.Realtime.Routing.Strategies;

/// <summary>
/// All instances share one subscription. Its sessions are the shards of the rooms: whoever holds a session appends its messages, in order,
/// and the rooms' channels bring them to every instance. Nothing at the broker depends on who is in which room.
/// </summary>
internal sealed class SharedSubscription(
    SessionReceiver sessions, MessageIntake intake, IOptions<ServiceBusNames> names, RoomShards shards) : IRoutingStrategy
{
    public bool SharesSessions => true;

    public string Name => RoutingStrategyNames.Default;

    /// <summary>As many loops as there are sessions, so that an instance that is alone serves them all at once.</summary>
    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(shards.Names.Select(_ => sessions.RunAsync(Source, repair: _ => Task.CompletedTask, ct)));

    private SessionSource Source => new(names.Value.Topic, names.Value.Subscription, intake.TakeAsync);
}
