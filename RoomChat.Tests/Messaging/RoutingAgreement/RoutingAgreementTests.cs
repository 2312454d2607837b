using System.Net;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.InstanceLeases;
using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Tests.ApiService;
using RoomChat.Tests.Realtime.Routing;

namespace RoomChat.Tests.Messaging.RoutingAgreement;

/// <summary>Publisher and instances must follow the same strategy; where they do not, it is seen. Broker and Redis are these tests' own.</summary>
public sealed class RoutingAgreementTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_API_that_would_publish_elsewhere_is_not_ready_and_says_why_until_the_last_such_instance_stops()
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
            "Routing:Strategy is 'TopicPerRoom' here, but instances receive by SharedSubscription", answer.GetProperty("reasons").GetProperty("routing_agreement").GetString(), StringComparison.Ordinal);
        Assert.True(await IsReadyAsync(ready));
        await system.Instances[0].StopAsync();
        Assert.True(await IsReadyAsync(unready));
    }

    [Fact]
    public async Task An_instance_that_receives_otherwise_than_the_others_is_not_ready()
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
    public async Task The_notice_of_a_crashed_instance_ends_by_itself_and_one_that_is_renewed_does_not()
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
