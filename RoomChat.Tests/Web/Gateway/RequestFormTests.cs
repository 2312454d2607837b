using System.Net;

namespace RoomChat.Tests.Web.Gateway;

public sealed class RequestFormTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/publish", "POST")]
    [InlineData("HEAD", "/publish", "POST")]
    [InlineData("PUT", "/publish", "POST")]
    [InlineData("PUT", "/rooms", "GET, HEAD, POST")]
    [InlineData("DELETE", "/rooms/general/messages", "GET, HEAD")]
    [InlineData("POST", "/openapi/v1.json", "GET, HEAD")]
    [InlineData("PUT", "/scalar/", "GET, HEAD")]
    [InlineData("DELETE", "/hub/negotiate", "POST")]
    [InlineData("PUT", "/session", "GET, HEAD, POST, PATCH, DELETE")]
    [InlineData("POST", "/health", "GET, HEAD")]
    [InlineData("DELETE", "/", "GET, HEAD")]
    public async Task Unsupported_method_is_405_with_the_allowed_methods(string method, string path, string allowed)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        // Without a key: a wrong method is 405 for every caller.
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed.Split(", ").Order(StringComparer.Ordinal), answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.svg")]
    [InlineData("/rooms")]
    [InlineData("/rooms/general/messages")]
    [InlineData("/openapi/v1.json")]
    public async Task HEAD_is_supported_with_GET(string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        using var request =
            new HttpRequestMessage(HttpMethod.Head, path) { Headers = { { "Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey } } };
        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }
}
