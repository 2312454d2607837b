using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.Tests.Realtime.Routing.Canary;

/// <summary>Each step of a canary fails once. Health must name the step, and recover afterwards.</summary>
public sealed class CanaryTests(OwnBacking backing) : IClassFixture<OwnBacking>, IAsyncDisposable
{
    private readonly CuttableProxy _proxy = new(backing.Redis.Port);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listening_fails_when_redis_is_away_at_the_start()
    {
        _proxy.Hold();
        await using var instance = await StartAsync();
        await FailsAsync(instance, "listening", "cannot be heard");
        _proxy.Release();
        await instance.BecomesReadyAsync();
    }

    [Fact]
    public async Task Publishing_fails_when_the_topic_is_gone()
    {
        await using var instance = await StartReadyAsync();
        var admin = new ServiceBusAdministrationClient(backing.Broker.AdministrationConnectionString);
        await admin.DeleteTopicAsync(RoomsEmulator.RoomsTopic, Ct);
        await FailsAsync(instance, "publishing", "not taken by Service Bus");
        await admin.CreateTopicAsync(RoomsEmulator.RoomsTopic, Ct);
        await CreateSubscriptionAsync(admin);
        await instance.BecomesReadyAsync();
    }

    [Fact]
    public async Task Receiving_fails_when_the_subscription_is_gone()
    {
        await using var instance = await StartReadyAsync();
        var admin = new ServiceBusAdministrationClient(backing.Broker.AdministrationConnectionString);
        await admin.DeleteSubscriptionAsync(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, Ct);
        await FailsAsync(instance, "receiving", "no instance brought it into the log");
        await CreateSubscriptionAsync(admin);
        await instance.BecomesReadyAsync();
    }

    [Fact]
    public async Task Logging_fails_when_redis_is_gone()
    {
        await using var instance = await StartReadyAsync();
        _proxy.Hold();
        _proxy.CutAll();
        await FailsAsync(instance, "logging", "the log cannot be read");
        _proxy.Release();
        await instance.BecomesReadyAsync();
    }

    [Fact]
    public async Task Hearing_fails_when_the_channel_is_cut()
    {
        await using var instance = await StartReadyAsync();
        _proxy.Hold();
        _proxy.CutSubscribers();
        await FailsAsync(instance, "hearing", "its channel did not bring it back");
        _proxy.Release();
        await instance.BecomesReadyAsync();
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    private static async Task FailsAsync(RealtimeInstance instance, string step, string reason)
    {
        await instance.BecomesUnreadyAsync("canary", reason);
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.canary.failures", step));
    }

    private Task<RealtimeInstance> StartAsync() =>
        RealtimeInstance.StartAsync(backing.Broker.ConnectionString, _proxy.RedisConnectionString);

    private async Task<RealtimeInstance> StartReadyAsync()
    {
        var instance = await StartAsync();
        await instance.BecomesReadyAsync();
        return instance;
    }

    private static async Task CreateSubscriptionAsync(ServiceBusAdministrationClient admin) => await admin.CreateSubscriptionAsync(
        new CreateSubscriptionOptions(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription) { RequiresSession = true }, Ct);
}
