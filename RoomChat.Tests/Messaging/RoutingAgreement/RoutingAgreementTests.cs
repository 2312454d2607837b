using System.Net;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Tests.ApiService;
using RoomChat.Tests.Realtime.Routing;

namespace RoomChat.Tests.Messaging.RoutingAgreement;

/// <summary>
/// Publisher and instances must use the same strategy; a disagreement makes them unready. The tests have their own broker and Redis.
/// </summary>
public sealed class RoutingAgreementTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task API_with_another_strategy_than_the_instances_is_unready()
    {
        await using var system = await RoutedSystem.StartAsync(backing, RoutingStrategyNames.Default, instances: 1);
        await using var alike = Api([]);
        await using var other = Api(new() { [RoutingStrategyNames.Setting] = RoutingStrategyNames.TopicPerRoom });
        using var ready = alike.CreateClient();
        using var unready = other.CreateClient();
        using var health = await unready.GetAsync(Answers.Relative("/health"), Ct);
        var answer = await health.ReadAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("routing_agreement", Assert.Single(answer.GetProperty("failed").EnumerateArray()).GetString());
        Assert.Contains(
            "Routing:Strategy is 'TopicPerRoom' here, but instances receive by SharedSubscription",
            answer.GetProperty("reasons").GetProperty("routing_agreement").GetString(),
            StringComparison.Ordinal);
        Assert.True(await IsReadyAsync(ready));
        await system.Instances[0].StopAsync();
        Assert.True(await IsReadyAsync(unready));
    }

    [Fact]
    public async Task Instance_with_another_strategy_than_the_others_is_unready()
    {
        await using var system = await RoutedSystem.StartAsync(backing, RoutingStrategyNames.Default, instances: 1);
        await using var redis = await backing.Redis.ConnectAsync();
        var notices = new RoutingNotices(redis, Options.Create(new InstanceLeaseOptions()));
        await notices.AnnounceAsync("another", "ClientSide", Ct);
        await system.Instances[0].BecomesUnreadyAsync("routing_agreement", "instances receive by ClientSide");
        await notices.WithdrawAsync("another", "ClientSide", Ct);
        await system.Instances[0].BecomesReadyAsync();
    }

    [Fact]
    public async Task Notice_expires_unless_it_is_renewed()
    {
        await using var redis = await backing.Redis.ConnectAsync();
        var lasting = new RoutingNotices(redis, Options.Create(new InstanceLeaseOptions { Duration = Eventually.Patience }));
        await lasting.AnnounceAsync("crashed", "ClientSide", Ct);
        await lasting.AnnounceAsync("alive", "TopicPerRoom", Ct);
        await lasting.AnnounceAsync("alive too", "TopicPerRoom", Ct);
        Assert.Equal(["ClientSide", "TopicPerRoom"], await lasting.ReadAsync(Ct));
        var notices = new RoutingNotices(redis, Options.Create(new InstanceLeaseOptions { Duration = TimeSpan.FromSeconds(0.5) }));
        await notices.AnnounceAsync("crashed", "ClientSide", Ct);
        await notices.AnnounceAsync("alive too", "TopicPerRoom", Ct);
        await Eventually.Holds(
            async () =>
            {
                await notices.AnnounceAsync("alive", "TopicPerRoom", Ct);
                return (await notices.ReadAsync(Ct)).SequenceEqual(["TopicPerRoom"]);
            },
            "the crashed one's has ended");
        await notices.WithdrawAsync("alive", "TopicPerRoom", Ct);
        await Eventually.Holds(async () => (await notices.ReadAsync(Ct)).Count == 0, "all have ended");
    }

    private ApiServer Api(Dictionary<string, string> settings) => new(
        backing.Redis.ConnectionString,
        backing.Broker.ConnectionString,
        new(settings) { ["ConnectionStrings:messaging-administration"] = backing.Broker.AdministrationConnectionString });

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var health = await http.GetAsync(Answers.Relative("/health"), Ct);
        return health.IsSuccessStatusCode;
    }
}
