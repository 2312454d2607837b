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
    public async Task Failed_checks_are_named_in_order_without_their_causes()
    {
        await using var server = await DefaultsServer.StartAsync(addChecks: checks => checks
            .AddCheck("redis", () => HealthCheckResult.Unhealthy("secret-host:6379", new InvalidOperationException("secret")))
            .AddCheck("broker", () => HealthCheckResult.Degraded("slow"))
            .AddCheck("disk", () => HealthCheckResult.Healthy()));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","failed":["broker","redis"]}"""),
            await GetAsync(server, "/health"));
    }

    [Fact]
    public async Task Explained_check_reports_its_reason()
    {
        await using var server = await DefaultsServer.StartAsync(addChecks: checks => checks
            .AddCheck("routing", () => HealthCheckResult.Unhealthy("It is gone."), [HealthTags.Explained])
            .AddCheck("well", () => HealthCheckResult.Healthy("All is well."), [HealthTags.Explained]));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","failed":["routing"],"reasons":{"routing":"It is gone."}}"""),
            await GetAsync(server, "/health"));
    }

    [Fact]
    public async Task Process_is_alive_while_a_dependency_is_unhealthy()
    {
        await using var server =
            await DefaultsServer.StartAsync(addChecks: checks => checks.AddCheck("redis", () => HealthCheckResult.Unhealthy()));
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
