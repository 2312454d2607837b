using System.Net;
using System.Net.WebSockets;

namespace RoomChat.Tests.Web.Gateway.Sockets;

public sealed class SocketLimiterTests
{
    [Fact]
    public async Task WebSocket_over_the_limit_is_503_and_open_ones_continue()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Gateway:MaxSockets", "2"));
        using var http = gateway.Start();
        using var first = await ConnectAsync(gateway);
        using var second = await ConnectAsync(gateway);
        Assert.Equal((WebSocketState.Open, WebSocketState.Open), (first.State, second.State));

        for (var stranger = 0; stranger < 3; stranger++)
        {
            using var refused = await ConnectAsync(gateway);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.HttpStatusCode);
        }

        Assert.Equal("still here", await TestGateway.EchoAsync(first, "still here"));
        Assert.True((await http.GetAsync(new Uri("/alive", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        Assert.Single(gateway.Logs.Lines, line => line.Contains("WebSockets were refused", StringComparison.Ordinal));
        await second.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await Eventually.Holds(
            async () =>
            {
                using var another = await ConnectAsync(gateway);
                return another.State == WebSocketState.Open;
            },
            "one that ends makes room for another");
    }

    private static Task<ClientWebSocket> ConnectAsync(TestGateway gateway) =>
        gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");
}
