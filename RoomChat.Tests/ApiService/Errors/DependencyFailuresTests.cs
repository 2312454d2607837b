using System.Net;

namespace RoomChat.Tests.ApiService.Errors;

/// <summary>The API while its broker or its Redis is down, and after its return. These tests start their own broker and Redis.</summary>
public sealed class DependencyFailuresTests(RedisFixture redis)
{
    private static readonly Uri Publish = Answers.Relative("/publish?content=hi&room_id=general");
    private static readonly Uri History = Answers.Relative("/rooms/general/messages");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_without_broker_is_503_until_the_broker_returns()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            new EmulatorTopology().AddTopic(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, requiresSession: true));
        await using var server = new ApiServer((await redis.GetAsync()).ConnectionString, emulator.ConnectionString);
        using var http = server.CreateClient();
        using (var before = await http.PostAsync(Publish, content: null, Ct)) Assert.Equal(HttpStatusCode.Accepted, before.StatusCode);

        await emulator.KillAsync();
        using var down = await http.PostAsync(Publish, content: null, Ct);
        await AssertUnavailableAsync(down);
        await AssertUnhealthyAsync(http, "Azure_ServiceBusClient");

        await emulator.StartAsync();
        await Eventually.Holds(() => SucceedsAsync(http, new HttpRequestMessage(HttpMethod.Post, Publish)), "a publish is accepted again");
    }

    [Fact]
    public async Task Publish_to_a_broker_with_an_untrusted_certificate_is_503()
    {
        await using var untrusted = new UntrustedServer();
        var store = await redis.GetAsync();
        await using var server = new ApiServer(store.ConnectionString, UntrustedServer.ConnectionString, untrusted.ClientSettings);
        using var http = server.CreateClient();
        for (var tried = 0; tried < 3; tried++)
        {
            using var answer = await http.PostAsync(Publish, content: null, Ct);
            await AssertUnavailableAsync(answer);
        }
        Assert.Single(server.Logs.Lines, line => line.Contains("a service that they depend on did not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_Redis_reads_are_503_and_publishing_works()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            new EmulatorTopology().AddTopic(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, requiresSession: true));
        await using var own = await RedisProcess.StartAsync();
        // Each request waits this long when Redis is down.
        await using var server = new ApiServer($"{own.ConnectionString},asyncTimeout=2000,syncTimeout=2000", emulator.ConnectionString);
        using var http = server.CreateClient();
        await Eventually.Holds(() => SucceedsAsync(http, new HttpRequestMessage(HttpMethod.Get, History)), "history is given");

        await own.KillAsync();
        using var history = await http.GetAsync(History, Ct);
        await AssertUnavailableAsync(history);
        using var rooms = await http.GetAsync(Answers.Relative("/rooms"), Ct);
        await AssertUnavailableAsync(rooms);
        using var publish = await http.PostAsync(Publish, content: null, Ct);
        Assert.Equal(HttpStatusCode.Accepted, publish.StatusCode);
        await AssertUnhealthyAsync(http, "StackExchange.Redis");

        await own.RestartAsync();
        await Eventually.Holds(() => SucceedsAsync(http, new HttpRequestMessage(HttpMethod.Get, History)), "history is given again");
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer)
    {
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
    }

    private static async Task AssertUnhealthyAsync(HttpClient http, string check)
    {
        using var health = await http.GetAsync(Answers.Relative("/health"), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(check, Assert.Single((await health.ReadAsync()).GetProperty("failed").EnumerateArray()).GetString());
        using var alive = await http.GetAsync(Answers.Relative("/alive"), Ct);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    private static async Task<bool> SucceedsAsync(HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, Ct);
            return answer.IsSuccessStatusCode;
        }
    }
}
