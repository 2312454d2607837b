using System.Net;
using RoomChat.Tests.Realtime;

namespace RoomChat.Tests.Web.Gateway;

/// <summary>The hub behind the gateway: the same checks as for <c>/ws</c>, and negotiating clients reach any instance.</summary>
public sealed class HubRouteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Negotiating_clients_are_spread_without_logging_their_key()
    {
        await using var first = await RealtimeServer.StartAsync();
        await using var second = await RealtimeServer.StartAsync(sharingWith: first);
        await using var gateway = new TestGateway([Origin(first), Origin(second)]);
        using var http = gateway.Start();
        var clients = new List<HubRecorder>();
        for (var i = 0; i < 6; i++)
        {
            clients.Add(await HubRecorder.ConnectAsync(new Uri(gateway.Address, $"/hub?subscription-key={TestGateway.PrimaryKey}")));
            await clients[i].JoinAsync("general");
        }
        var me = await clients[0].AskAsync("resume", new { });
        await first.SayAsync("general", "hello");
        foreach (var client in clients) await client.WaitForContentAsync("hello");

        Assert.Equal("Tést caller", FrameRecorder.Text(me.GetProperty("user"), "name"));
        Assert.True(first.Connections.Count > 0 && second.Connections.Count > 0, "both instances serve");
        foreach (var client in clients) await client.DisposeAsync();
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains(TestGateway.PrimaryKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/hub/negotiate")]
    [InlineData("/hub/negotiate?subscription-key=not-a-key-of-anybody")]
    public async Task Negotiation_without_a_valid_key_is_401(string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var refused = await http.PostAsync(new Uri(path, UriKind.Relative), content: null, Ct);
        using var socket = await gateway.ConnectAsync(path.Replace("/negotiate", "", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task Session_is_accepted_at_the_hub_from_own_origin_only()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var session = await http.PostAsync(
            new Uri("/session", UriKind.Relative),
            new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
            Ct);
        var statuses = new List<HttpStatusCode>();
        foreach (var origin in new[] { gateway.Address.GetLeftPart(UriPartial.Authority), "https://elsewhere.example" })
        {
            using var negotiation = new HttpRequestMessage(HttpMethod.Post, "/hub/negotiate") { Headers = { { "Origin", origin } } };
            using var answer = await http.SendAsync(negotiation, Ct);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], statuses);
    }

    private static string Origin(RealtimeServer server) => server.HubAddress.GetLeftPart(UriPartial.Authority);
}
