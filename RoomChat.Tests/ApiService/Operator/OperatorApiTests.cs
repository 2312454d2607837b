using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Operators;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ApiService.Operator;

[Collection(SharedEmulator.Name)]
public sealed class OperatorApiTests(RedisFixture redis, RoomsEmulator emulator) : OperatorApiTest(redis, emulator)
{
    private readonly string _id = $"i{Guid.NewGuid():N}";

    public static TheoryData<string, string> Addresses => new()
    {
        { "GET", "/instances" }, { "GET", "/refusals" }, { "GET", "/health" }, { "GET", "/redis" }, { "GET", "/top" },
        { "GET", "/charts" }, { "GET", "/acts" }, { "GET", "/rooms" }, { "GET", "/broker" }, { "GET", "/broker/rooms/dead-letters" },
        { "POST", "/broker/rooms/dead-letters/1" }, { "DELETE", "/broker/rooms/dead-letters/1" },
        { "POST", "/instances/abc/drain" }, { "POST", "/connections/close" }, { "POST", "/broadcast" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Address_is_for_operators_only(string method, string path)
    {
        foreach (var caller in (Caller[])
            [
                new("ada", "Ada") { SessionId = "5f" },
                new("guest-1f", "Ann") { IsOperator = true },
                new("subscription:tests", "Tests"),
                new("grace", "Grace") { Kind = CallerKind.Token, IsOperator = true },
                Caller.Anonymous with { IsOperator = true },
            ])
        {
            using var answer = await SendAsync(method, path, "{}", caller);
            await answer.AssertProblemAsync(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public void Table_above_has_every_address_of_the_document()
    {
        var mapped = Server.Services.GetRequiredService<IEnumerable<Microsoft.AspNetCore.Routing.EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Count(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/operator", StringComparison.Ordinal));
        Assert.Equal(mapped, Addresses.Count);
    }

    [Fact]
    public async Task Key_for_operators_is_let_in()
    {
        var scripts = new Caller("subscription:scripts", "Scripts") { IsOperator = true };
        using var answer = await SendAsync("GET", "/instances", caller: scripts);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Instances_refusals_and_health_come_from_the_reports()
    {
        await ReportAsync(new CanaryResult("Receiving", false, null));
        var listed = (await GetAsync("/instances")).GetProperty("instances").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == _id);
        Assert.Equal(("realtime", 4), (listed.GetProperty("service").GetString(), listed.GetProperty("connections").GetInt32()));
        var refusals = await GetAsync("/refusals");
        Assert.Equal(3, refusals.GetProperty("refused").GetProperty(_id).GetInt64());
        Assert.True(refusals.GetProperty("slow_consumers").GetInt64() >= 2);
        var health = await GetAsync("/health");
        Assert.Equal("Unhealthy", health.GetProperty("status").GetString());
        await Server.Services.GetRequiredService<IInstances>().RemoveAsync(_id, Ct);
    }

    [Fact]
    public async Task Api_itself_is_among_the_instances() => await Eventually.Holds(
        async () => (await GetAsync("/instances")).GetProperty("instances").EnumerateArray()
            .Any(one => one.GetProperty("service").GetString() == "api"),
        "the API has reported");

    [Fact]
    public async Task Redis_tells_version_memory_and_clients()
    {
        var node = (await GetAsync("/redis")).GetProperty("nodes")[0];
        Assert.NotEmpty(node.GetProperty("version").GetString()!);
        Assert.True(node.GetProperty("used_memory_bytes").GetInt64() > 0);
        Assert.True(!node.TryGetProperty("clients", out var clients) || clients.GetInt64() > 0);
    }

    [Fact]
    public async Task Broker_that_cannot_be_managed_is_503()
    {
        using var answer = await SendAsync("GET", "/broker");
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Charts_and_top_are_there()
    {
        Assert.Equal(1440, (await GetAsync("/charts")).GetProperty("messages").GetArrayLength());
        Assert.True((await GetAsync("/top")).TryGetProperty("rooms", out _));
    }

    [Fact]
    public async Task Act_is_announced_and_noted()
    {
        await ReportAsync(new CanaryResult("Returned", true, 5));
        var heard = new System.Collections.Concurrent.ConcurrentQueue<OperatorOrder>();
        await Server.Services.GetRequiredService<IOperatorOrders>().SubscribeAsync(heard.Enqueue, Ct);
        var connection = Guid.NewGuid().ToString("n");
        foreach (var (path, body) in new[]
        {
            ($"/instances/{_id}/drain", "{}"),
            ("/connections/close", $$"""{"connection_id":"{{connection}}"}"""),
            ("/connections/close", $$"""{"user_id":"auth0|{{_id}}"}"""),
        })
        {
            using var answer = await SendAsync("POST", path, body);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        OperatorOrder[] orders =
        [
            new(OperatorOrderKind.Drain, _id), new(OperatorOrderKind.CloseConnection, connection),
            new(OperatorOrderKind.CloseUser, $"auth0|{_id}"),
        ];
        await Eventually.Holds(() => orders.All(order => heard.Contains(order)), "all are announced");
        var acts = (await GetAsync("/acts")).GetProperty("acts").EnumerateArray()
            .Where(act => act.TryGetProperty("target", out var target) && orders.Any(order => order.Target == target.GetString()))
            .Select(act => (act.GetProperty("action").GetString(), act.GetProperty("by").GetProperty("id").GetString()));
        Assert.Equal([("close_user", "grace"), ("close_connection", "grace"), ("drain", "grace")], acts);
        await Server.Services.GetRequiredService<IInstances>().RemoveAsync(_id, Ct);
    }

    [Fact]
    public async Task Drain_of_no_realtime_instance_is_404()
    {
        using var unknown = await SendAsync("POST", $"/instances/{_id}/drain");
        await unknown.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"connection_id":"x"}""")]
    [InlineData("""{"connection_id":"0198c0ffee0198c0ffee0198c0ffee01","user_id":"ada"}""")]
    public async Task Close_of_nobody_in_particular_is_refused(string body)
    {
        using var answer = await SendAsync("POST", "/connections/close", body);
        await answer.AssertInvalidAsync("connection_id");
    }

    [Theory]
    [InlineData("""{"user_id":"a b"}""")]
    [InlineData("""{"user_id":""}""")]
    public async Task Close_of_an_impossible_user_is_refused(string body)
    {
        using var answer = await SendAsync("POST", "/connections/close", body);
        await answer.AssertInvalidAsync("user_id");
    }

    [Theory]
    [InlineData("/connections/close", "no json")]
    [InlineData("/connections/close", """{"user_id":"a","user_id":"b"}""")]
    [InlineData("/broadcast", "[]")]
    public async Task Body_that_is_none_is_refused(string path, string body)
    {
        using var answer = await SendAsync("POST", path, body);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Broadcast_goes_to_everyone_in_the_operators_name()
    {
        var text = $"Maintenance {_id}";
        using var answer = await SendAsync("POST", "/broadcast", $$"""{"content":"{{text}}"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        ChatMessage message;
        do message = await ReceiveAsync(RoomId.All);
        while (message.Content != text);
        Assert.Equal("grace", message.User.Id);
        var act = (await GetAsync("/acts")).GetProperty("acts").EnumerateArray()
            .First(one => one.GetProperty("action").GetString() == "broadcast");
        Assert.Equal(text, act.GetProperty("detail").GetString());
        using var empty = await SendAsync("POST", "/broadcast", "{}");
        await empty.AssertInvalidAsync("content");
    }

    private Task ReportAsync(CanaryResult canary) => Server.Services.GetRequiredService<IInstances>().ReportAsync(
        new InstanceReport(_id, "realtime", "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)
        {
            Connections = 4,
            SlowConsumers = 2,
            Strategy = "SharedSubscription",
            Canary = canary,
            Refused = new Dictionary<string, long> { [_id] = 3 },
        },
        TimeSpan.FromMinutes(1),
        Ct);
}
