using System.Net;

namespace RoomChat.Tests.Web.Session;

public sealed class CrossOriginPagesTests
{
    private const string Ours = "https://app.example";
    private const string Foreign = "https://elsewhere.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/publish")]
    [InlineData("GET", "/rooms")]
    [InlineData("GET", "/rooms/general/messages")]
    [InlineData("POST", "/hub/negotiate")]
    [InlineData("PATCH", "/session")]
    [InlineData("DELETE", "/session")]
    public async Task Preflight_allows_pages_of_allowed_origins_only(string method, string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Session:AllowedOrigins:0", Ours));
        using var http = gateway.Start();
        using var allowed = await AskAsync(http, Ours, method, path);
        using var refused = await AskAsync(http, Foreign, method, path);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(Ours, Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(allowed, "Access-Control-Allow-Credentials"));
        Assert.Contains(method, Header(allowed, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("ocp-apim-subscription-key", Header(allowed, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(allowed.Headers, header => header.Value.Contains("*"));
        Assert.Null(Header(refused, "Access-Control-Allow-Origin"));
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData(Ours, TestGateway.PrimaryKey, HttpStatusCode.OK)]
    [InlineData(Ours, "not-a-key-of-anybody", HttpStatusCode.Unauthorized)]
    [InlineData(Foreign, TestGateway.PrimaryKey, HttpStatusCode.OK)]
    public async Task Answers_and_refusals_are_readable_by_allowed_origins_only(string origin, string key, HttpStatusCode status)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Session:AllowedOrigins:0", Ours));
        using var http = gateway.Start();
        using var request =
            new HttpRequestMessage(HttpMethod.Get, "/rooms") { Headers = { { "Origin", origin }, { "Ocp-Apim-Subscription-Key", key } } };
        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(origin == Ours ? Ours : null, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(origin == Ours, answer.Headers.Vary.Contains("Origin"));
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, string origin, string method, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type,ocp-apim-subscription-key");
        return http.SendAsync(request, Ct);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
