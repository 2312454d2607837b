using Azure.Messaging.ServiceBus.Administration;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Losses;

/// <summary>A broker that restarts while the service runs, and a subscription that is deleted.</summary>
public sealed class BrokerTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private readonly string _room = Said.AnyRoom().Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_before_and_after_a_broker_kill_come_once()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.JoinAsync(_room);
        for (var i = 0; i < 50; i++) await instance.PublishAsync(_room, $"m{i}");
        await backing.Broker.KillAsync();
        await instance.BecomesUnreadyAsync("routing", "Service Bus cannot be reached");
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.routing.failures", "unreachable"));

        await backing.Broker.StartAsync();
        await instance.BecomesReadyAsync();
        for (var i = 50; i < 60; i++) await instance.PublishAsync(_room, $"m{i}");

        await ada.WaitForContentAsync("m59");
        Assert.Equal(["before", .. Enumerable.Range(0, 60).Select(i => $"m{i}")], ada.Contents);
    }

    [Fact]
    public async Task Deleted_subscription_is_reported_and_messages_flow_when_it_returns()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.JoinAsync(_room);
        var admin = new ServiceBusAdministrationClient(backing.Broker.AdministrationConnectionString);
        await admin.DeleteSubscriptionAsync(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, Ct);
        await instance.BecomesUnreadyAsync("routing", "'rooms' of topic 'backend-messages' does not exist");
        await instance.BecomesUnreadyAsync("canary", "no instance brought it into the log");
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.routing.failures", "entity_not_found"));
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.canary.failures", "receiving"));

        await admin.CreateSubscriptionAsync(
            new CreateSubscriptionOptions(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription) { RequiresSession = true }, Ct);
        await instance.BecomesReadyAsync();
        await instance.PublishAsync(_room, "after");
        await ada.WaitForContentAsync("after");
        Assert.Equal(["before", "after"], ada.Contents);
    }

    [Fact]
    public async Task Instance_without_its_subscription_is_unready_until_it_exists()
    {
        await using var instance = await RealtimeInstance.StartAsync(
            backing.Broker.ConnectionString, backing.Redis.ConnectionString, new() { ["Messaging:Subscription"] = "yet-to-come" });
        await instance.BecomesUnreadyAsync("routing", "'yet-to-come' of topic 'backend-messages' does not exist");
        var admin = new ServiceBusAdministrationClient(backing.Broker.AdministrationConnectionString);
        await admin.CreateSubscriptionAsync(
            new CreateSubscriptionOptions(RoomsEmulator.RoomsTopic, "yet-to-come") { RequiresSession = true }, Ct);
        await instance.BecomesReadyAsync();
        await admin.DeleteSubscriptionAsync(RoomsEmulator.RoomsTopic, "yet-to-come", Ct);
    }

    [Fact]
    public async Task Untrusted_certificate_is_reported_by_health_and_to_publishers()
    {
        await using var untrusted = new UntrustedServer();
        await using var instance = await RealtimeInstance.StartAsync(
            UntrustedServer.ConnectionString,
            backing.Redis.ConnectionString,
            new Dictionary<string, string?>(untrusted.ClientSettings!, StringComparer.Ordinal));
        await instance.BecomesUnreadyAsync("routing", "a certificate that this service does not trust");
        await instance.BecomesUnreadyAsync("canary", "not taken by Service Bus");
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.routing.failures", "untrusted"));
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.canary.failures", "publishing"));

        await using var ada = await instance.ConnectAsync();
        await ada.SendAsync($$"""{"action":"publish","content":"hi","room_id":"{{_room}}"}""", Ct);
        var error = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "an error");
        Assert.Equal(ErrorCode.Unavailable, FrameRecorder.Text(error, "code"));
        await using var bob = await HubRecorder.ConnectAsync(instance.HubAddress);
        await Assert.ThrowsAsync<HubException>(() => bob.AskAsync("publish", new { content = "hi", room_id = _room }));
        Assert.Equal(ErrorCode.Unavailable, FrameRecorder.Text(await bob.WaitForAsync("error"), "code"));
    }

    private Task<RealtimeInstance> StartAsync() =>
        RealtimeInstance.StartAsync(backing.Broker.ConnectionString, backing.Redis.ConnectionString);
}
