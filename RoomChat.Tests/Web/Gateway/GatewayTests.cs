using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace RoomChat.Tests.Web.Gateway;

public sealed class GatewayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_replaces_the_caller_headers_of_a_client()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/rooms?subscription-key={TestGateway.PrimaryKey}");
        request.Headers.Add("X-RoomChat-Caller-Id", "somebody-else");
        request.Headers.Add("x-roomchat-caller-anything", "somebody-else");
        request.Headers.Add("Cookie", "roomchat.session=x");

        using var response = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = Assert.Single(backend.Requests);
        Assert.Equal("subscription:tests", seen.Headers["X-RoomChat-Caller-Id"]);
        Assert.Equal("Tést caller", Uri.UnescapeDataString(seen.Headers["X-RoomChat-Caller-Name"]));
        Assert.DoesNotContain("somebody-else", seen.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("roomchat.session", seen.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_passes_frames_and_the_close_code()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();

        using var socket = await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");
        Assert.Equal("hello", await TestGateway.EchoAsync(socket, "hello"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Ct);

        Assert.Equal(4001, (int)socket.CloseStatus!);
        Assert.DoesNotContain(TestGateway.PrimaryKey, Assert.Single(backend.Requests).Everything, StringComparison.Ordinal);
        using var refused = await gateway.ConnectAsync("/ws?subscription-key=not-a-key-of-anybody");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.HttpStatusCode);
    }

    [Fact]
    public async Task Service_that_is_down_is_503_in_Problem_Details()
    {
        var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        await backend.DisposeAsync();
        using var http = gateway.Start();

        using var response = await http.GetAsync(new Uri($"/rooms?subscription-key={TestGateway.PrimaryKey}", UriKind.Relative), Ct);
        using var socket = await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, socket.HttpStatusCode);
    }

    [Fact]
    public async Task All_replicas_serve_until_one_ends_without_errors()
    {
        await using var first = await TestBackend.StartAsync("first");
        var second = await TestBackend.StartAsync("second");
        await using var gateway = new TestGateway([first.Address, second.Address]);
        using var http = gateway.Start();
        Assert.Equal(["first", "second"], await NamesAsync(http, calls: 6));

        await second.DisposeAsync();

        Assert.Equal(["first"], await NamesAsync(http, calls: 6));
    }

    [Fact]
    public async Task A_change_in_service_discovery_reaches_the_gateway()
    {
        await using var first = await TestBackend.StartAsync("first");
        await using var second = await TestBackend.StartAsync("second");
        await using var gateway = new TestGateway([first.Address]);
        using var http = gateway.Start();
        Assert.Equal(["first"], await NamesAsync(http, calls: 3));

        gateway.ChangeDestinations(second.Address);

        await Eventually.Holds(async () => await NamesAsync(http, calls: 3) is ["second"], "the gateway uses the new replica only");
    }

    [Fact]
    public async Task Added_instance_gets_new_WebSockets_until_all_are_even()
    {
        await using var first = await TestBackend.StartAsync();
        await using var second = await TestBackend.StartAsync();
        await using var added = await TestBackend.StartAsync();
        await using var gateway = new TestGateway([first.Address, second.Address]);
        using var http = gateway.Start();
        var sockets = new List<WebSocket>();
        await OpenAsync(4);
        Assert.Equal([2, 2, 0], Counts());

        gateway.ChangeDestinations(first.Address, second.Address, added.Address);
        await Eventually.Holds(
            async () =>
            {
                await NamesAsync(http, calls: 3);
                return added.Requests.Any(request => request.Path == "/rooms");
            },
            "the gateway knows the added instance");
        await OpenAsync(5);

        Assert.Equal([3, 3, 3], Counts());
        foreach (var socket in sockets)
        {
            Assert.Equal("still here", await TestGateway.EchoAsync(socket, "still here"));
            socket.Dispose();
        }

        async Task OpenAsync(int count)
        {
            for (var i = 0; i < count; i++) sockets.Add(await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}"));
        }

        int[] Counts() => [.. new[] { first, second, added }.Select(backend => backend.Requests.Count(request => request.Path == "/ws"))];
    }

    [Fact]
    public async Task A_body_over_128_KiB_is_refused()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var body = new ByteArrayContent(new byte[(128 * 1024) + 1]);

        using var response =
            await http.PostAsync(new Uri($"/publish?subscription-key={TestGateway.PrimaryKey}", UriKind.Relative), body, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task Sixteen_KiB_of_content_go_through_in_a_query_string()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        var content = Uri.EscapeDataString(new string('é', 8 * 1024));

        using var response = await http.PostAsync(
            new Uri($"/publish?subscription-key={TestGateway.PrimaryKey}&room_id=general&content={content}", UriKind.Relative),
            content: null,
            Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(content, Assert.Single(backend.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_path_is_404_and_health_needs_no_key()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();

        using var unknown = await http.GetAsync(new Uri("/publish/more", UriKind.Relative), Ct);
        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(404, JsonDocument.Parse(await unknown.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("status").GetInt32());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Page_policy_allows_one_inline_script_and_no_framing()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();

        using var page = await http.GetAsync(new Uri("/", UriKind.Relative), Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var policy = string.Join(' ', page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        const string Open = "<script type=\"importmap\">";
        var start = html.IndexOf(Open, StringComparison.Ordinal) + Open.Length;
        var script = html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"'sha256-{hash}'", policy, StringComparison.Ordinal);
    }

    private static async Task<string[]> NamesAsync(HttpClient http, int calls)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < calls; i++)
            names.Add(await http.GetStringAsync(new Uri($"/rooms?subscription-key={TestGateway.PrimaryKey}", UriKind.Relative), Ct));
        return [.. names];
    }
}
