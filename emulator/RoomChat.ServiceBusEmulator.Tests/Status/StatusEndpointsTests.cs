using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Status;
using RoomChat.ServiceBusEmulator.Tests.Administration;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Status;

public sealed class StatusEndpointsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_answer_is_that_of_the_Microsoft_emulator()
    {
        await using var healthy = await AdministrationServer.StartAsync();
        await using var sick = await AdministrationServer.StartAsync(
            checks => checks.AddCheck("disk", () => HealthCheckResult.Unhealthy("full")));

        Assert.Equal((HttpStatusCode.OK, """{"status":"healthy","message":"Service is healthy."}"""), await GetAsync(healthy, "health"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy","message":"Service is unhealthy."}"""),
            await GetAsync(sick, "health"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(sick, "alive")).Status);
    }

    [Fact]
    public async Task The_page_lists_entities_with_their_counts()
    {
        await using var server = await AdministrationServer.StartAsync();
        var queue = server.Entities.Create(new QueueDescription("orders/new") { MaxDeliveryCount = 1 });
        server.Entities.Create(new QueueDescription("relay") { ForwardTo = "orders/new", Status = EntityStatus.ReceiveDisabled });
        queue.Send([.. Enumerable.Range(0, 1500).Select(number => Sample.Message($"{number}"))]);
        queue.Messages.ReceiveOne();

        var (status, page) = await GetAsync(server, "");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<dt>Queues</dt><dd>2</dd>", page, StringComparison.Ordinal);
        Assert.Contains("orders/new <small>queue</small>", page, StringComparison.Ordinal);
        Assert.Contains("<td data-name=\"Active\">1,500</td><td data-name=\"Locked\">1</td>", page, StringComparison.Ordinal);
        Assert.Contains("queue, ReceiveDisabled, forwards to orders/new", page, StringComparison.Ordinal);
        Assert.Contains("None since the emulator started.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_count_billable_operations()
    {
        await using var server = await AdministrationServer.StartAsync();
        await server.PutAsync("t", "TopicDescription");
        await server.PutAsync("t/subscriptions/a", "SubscriptionDescription");
        await server.PutAsync("t/subscriptions/b", "SubscriptionDescription");
        await server.DeleteAsync("t/subscriptions/b");
        await server.PutAsync("t/subscriptions/b", "SubscriptionDescription");
        Assert.True(server.Entities.TryGetTarget(EntityPath.Of("t"), out var topic));
        topic.Send([Sample.Message("1")]);

        var totals = await server.Http.GetFromJsonAsync<BrokerTotals>(new Uri("/$totals", UriKind.Relative), Ct);
        Assert.Equal(new BrokerTotals(
            Sent: 1, RuleEvaluations: 2, Delivered: 0, Completed: 0, ManagementCalls: 5, Topics: 1, Subscriptions: 2, Rules: 2), totals);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(AdministrationServer server, string path)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
