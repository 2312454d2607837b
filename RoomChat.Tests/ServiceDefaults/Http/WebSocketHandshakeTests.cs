using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoomChat.ServiceDefaults.Http;
using RoomChat.Tests.Realtime;
using RoomChat.Tests.Web;

namespace RoomChat.Tests.ServiceDefaults.Http;

/// <summary>
/// The answers to invalid WebSocket handshakes: of the class alone, and at <c>/ws</c> and <c>/hub</c> of gateway and service.
/// </summary>
public sealed class WebSocketHandshakeTests : IAsyncLifetime
{
    private const string Good = "GET / HTTP/1.1";

    private WebApplication? _app;

    public static TheoryData<string, string[], int> Mistakes => new()
    {
        { Good, RawHttp.Handshake, 204 },
        { Good, RawHttp.Without("Upgrade", "Upgrade: h2c, WebSocket"), 204 },
        { Good, RawHttp.Without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8"), 426 },
        { Good, RawHttp.Without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 14"), 426 },
        { Good, RawHttp.Without("Sec-WebSocket-Version"), 400 },
        { Good, [.. RawHttp.Handshake, "Sec-WebSocket-Version: 13"], 400 },
        { Good, RawHttp.Without("Sec-WebSocket-Key"), 400 },
        { Good, RawHttp.Without("Sec-WebSocket-Key", "Sec-WebSocket-Key: short"), 400 },
        { Good, RawHttp.Without("Sec-WebSocket-Key", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 400 },
        { Good, [.. RawHttp.Handshake, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="], 400 },
        { Good, RawHttp.Without("Upgrade"), 426 },
        { Good, RawHttp.Without("Upgrade", "Upgrade: h2c"), 426 },
        { Good, RawHttp.Without("Connection"), 426 },
        { Good, [], 426 },
        { "POST / HTTP/1.1", RawHttp.Handshake, 405 },
        { "PUT / HTTP/1.1", [], 405 },
        { "OPTIONS / HTTP/1.1", RawHttp.Handshake, 405 },
    };

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(
            context =>
                (WebSocketHandshake.Refuse(context) is { } refusal ? (IResult)refusal : TypedResults.NoContent()).ExecuteAsync(context));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Handshake_is_accepted_and_each_mistake_has_its_status(string start, string[] headers, int status) =>
        AssertAnswer(status, await RawHttp.SendAsync(new Uri(_app!.Urls.Single()), start, headers));

    [Fact]
    public async Task Handshake_over_HTTP_1_0_is_426() =>
        Assert.Equal(426, (await RawHttp.SendAsync(new Uri(_app!.Urls.Single()), "GET / HTTP/1.0", RawHttp.Handshake)).Status);

    [Fact]
    public async Task Invalid_handshakes_are_refused_at_ws_and_hub()
    {
        await using var server = await RealtimeServer.StartAsync();
        await AssertDoorsAsync(server.Address);
        Assert.Equal(0, server.Connections.Count);
    }

    [Fact]
    public async Task Gateway_refuses_invalid_handshakes_without_asking_the_service()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        await AssertDoorsAsync(gateway.Address, $"Ocp-Apim-Subscription-Key: {TestGateway.PrimaryKey}");
        Assert.Empty(backend.Requests);
    }

    private static async Task AssertDoorsAsync(Uri address, params string[] headers)
    {
        foreach (var path in (string[])["/ws", "/hub"])
        {
            AssertAnswer(
                426,
                await RawHttp.SendAsync(
                    address,
                    $"GET {path} HTTP/1.1",
                    [.. RawHttp.Without("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8"), .. headers]));
            AssertAnswer(426, await RawHttp.SendAsync(address, $"GET {path} HTTP/1.1", headers));
            AssertAnswer(
                400,
                await RawHttp.SendAsync(address, $"GET {path} HTTP/1.1", [.. RawHttp.Without("Sec-WebSocket-Key"), .. headers]));
            AssertAnswer(
                405,
                await RawHttp.SendAsync(address, $"POST {path} HTTP/1.1", [.. RawHttp.Handshake, "Content-Length: 0", .. headers]));
        }
        var negotiation = await RawHttp.SendAsync(address, "GET /hub/negotiate HTTP/1.1", headers);
        Assert.Equal((405, "POST"), (negotiation.Status, negotiation.Headers["Allow"]));
    }

    private static void AssertAnswer(int status, (int Status, IReadOnlyDictionary<string, string> Headers) answer)
    {
        Assert.Equal(status, answer.Status);
        if (status == 204) return;
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        if (status == 405) Assert.Equal("GET, HEAD", answer.Headers["Allow"]);
        if (status != 426) return;
        Assert.Equal(
            ("13", "websocket", "Upgrade"),
            (answer.Headers["Sec-WebSocket-Version"], answer.Headers["Upgrade"], answer.Headers["Connection"]));
    }
}
