using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceDefaults.Health;

namespace RoomChat.Tests.ServiceDefaults.Health;

public sealed class HealthAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_without_failures_is_healthy()
    {
        await using var server = await DefaultsServer.StartAsync();
        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","failed":[]}"""), await GetAsync(server, "/health"));
    }

    [Fact]
    public async Task Failed_checks_are_named_in_order_and_nothing_is_said_of_their_causes()
    {
        await using var server = await DefaultsServer.StartAsync(addChecks: checks => checks
            .AddCheck("redis", () => HealthCheckResult.Unhealthy("secret-host:6379", new InvalidOperationException("secret")))
            .AddCheck("broker", () => HealthCheckResult.Degraded("slow"))
            .AddCheck("disk", () => HealthCheckResult.Healthy()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","failed":["broker","redis"]}"""), await GetAsync(server, "/health"));
    }

    [Fact]
    public async Task A_check_that_is_written_for_people_says_why()
    {
        await using var server = await DefaultsServer.StartAsync(addChecks: checks => checks
            .AddCheck("routing", () => HealthCheckResult.Unhealthy("It is gone."), [HealthTags.Explained])
            .AddCheck("well", () => HealthCheckResult.Healthy("All is well."), [HealthTags.Explained]));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","failed":["routing"],"reasons":{"routing":"It is gone."}}"""),
            await GetAsync(server, "/health"));
    }

    [Fact]
    public async Task A_process_that_answers_is_alive_whatever_it_depends_on()
    {
        await using var server = await DefaultsServer.StartAsync(addChecks: checks => checks.AddCheck("redis", () => HealthCheckResult.Unhealthy()));
        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","failed":[]}"""), await GetAsync(server, "/alive"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(DefaultsServer server, string path)
    {
        using var http = server.CreateClient();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
