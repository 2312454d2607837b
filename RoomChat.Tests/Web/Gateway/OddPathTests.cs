using FsCheck.Fluent;
using Microsoft.Extensions.Hosting;

namespace RoomChat.Tests.Web.Gateway;

/// <summary>
/// Addresses that gateway and service could parse differently: a public route must not reach a path that needs a key, and no route an
/// internal probe.
/// </summary>
public sealed class OddPathTests
{
    private const int Addresses = 300;

    private static readonly string Key = $"Ocp-Apim-Subscription-Key: {TestGateway.PrimaryKey}";

    private static readonly string[] Public = ["/openapi", "/scalar"];

    private static readonly string[] Starts = ["/openapi/", "/scalar/", "/"];

    private static readonly string[] Pieces =
    [
        "/", "//", "..", ".", "%2e", "%2e%2e", "%252e%252e", "%25252e", "%2f", "%2F", "%252f", "%5c", "\\", ";", "%3b", "%00", "%c0%ae",
        "%u002e", "%3F", "%23", "rooms", "publish", "health", "alive", "general", "messages", "ws", "hub",
    ];

    [Theory]
    [InlineData("/openapi/%252e%252e/rooms")]
    [InlineData("/openapi/..%2frooms")]
    [InlineData("/openapi/%2e%2e/rooms")]
    [InlineData("/openapi/../rooms")]
    [InlineData("/openapi/..%5crooms")]
    [InlineData("/openapi/..\\rooms")]
    [InlineData("/openapi/%252e%252e%252frooms")]
    [InlineData("/openapi/%25252e%25252e/rooms")]
    [InlineData("/openapi/x/%252e%252e/%252e%252e/rooms/general/messages")]
    [InlineData("/openapi/%c0%ae%c0%ae/rooms")]
    [InlineData("/openapi/..;/rooms")]
    [InlineData("/scalar/%252e%252e/rooms")]
    [InlineData("/scalar/..%2frooms")]
    [InlineData("/hub/%252e%252e/ws")]
    [InlineData("/ROOMS")]
    [InlineData("/Publish")]
    [InlineData("//rooms")]
    [InlineData("/%72ooms")]
    [InlineData("/rooms/../openapi/v1.json")]
    public async Task Without_a_key_no_path_leaves_the_public_routes(string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        foreach (var method in (string[])["GET", "POST"])
            await RawHttp.ExchangeAsync(gateway.Address, Request($"{method} {path}", gateway.Address.Authority));
        AssertInside(backend, Public);
    }

    [Theory]
    [InlineData("/rooms/%2e%2e/health")]
    [InlineData("/rooms/..%2fhealth")]
    [InlineData("/rooms/%252e%252e/health")]
    [InlineData("/rooms/%252e%252e%252fhealth")]
    [InlineData("/rooms/..%5chealth")]
    [InlineData("/rooms/..\\health")]
    [InlineData("/rooms/.%2e/health")]
    [InlineData("/hub/%252e%252e/health")]
    [InlineData("/hub/..%2fhealth")]
    [InlineData("//health")]
    [InlineData("/health")]
    [InlineData("/openapi/%252e%252e/health")]
    public async Task With_a_key_no_path_reaches_a_service_probe(string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        await RawHttp.ExchangeAsync(gateway.Address, Request($"GET {path}", gateway.Address.Authority, Key));
        AssertInside(backend, "/openapi", "/scalar", "/rooms", "/hub");
    }

    [Fact]
    public async Task Any_path_stays_in_its_route()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        var authority = gateway.Address.Authority;
        foreach (var rest in Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).Sample(Addresses, 5))
        {
            var requests = Starts.Select(start => Request($"GET {start}{rest}", authority));
            await RawHttp.ExchangeAsync(gateway.Address, string.Concat(requests));
        }
        AssertInside(backend, Public);
        Assert.True(backend.Requests.Count > Addresses / 4, $"{backend.Requests.Count} requests arrived.");
    }

    [Theory]
    [InlineData("GET http://api/rooms", null)]
    [InlineData("GET http://169.254.169.254/latest/", "169.254.169.254")]
    [InlineData("GET http://evil.example/rooms", "evil.example")]
    [InlineData("GET /rooms", "evil.example:99999")]
    [InlineData("GET /rooms", "a b")]
    [InlineData("GET /rooms", "localhost\r\nHost: evil.example")]
    [InlineData("CONNECT 127.0.0.1:22", null)]
    [InlineData("CONNECT 127.0.0.1:22", "127.0.0.1:22")]
    [InlineData("TRACE /rooms", null)]
    [InlineData("OPTIONS *", null)]
    [InlineData("GET *", null)]
    [InlineData("OPTIONS /rooms", null)]
    [InlineData("DELETE /rooms", null, "X-HTTP-Method-Override: GET")]
    public async Task Odd_targets_hosts_and_methods_are_refused_at_the_gateway(string line, string? host, params string[] headers)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        gateway.Start().Dispose();
        var answer = await RawHttp.ExchangeAsync(gateway.Address, Request(line, host ?? gateway.Address.Authority, [Key, .. headers]));
        Assert.InRange(RawHttp.Statuses(answer)[0], 400, 499);
        Assert.Empty(backend.Requests);
    }

    [Theory]
    [InlineData("a;script-src'x'")]
    [InlineData("a'none';connect-src*")]
    [InlineData("a,b")]
    public async Task Host_that_could_change_the_page_policy_is_refused(string host)
    {
        await using var gateway = new TestGateway([], ("AllowedHosts", "*")) { EnvironmentName = Environments.Production };
        gateway.Start().Dispose();
        var answer = await RawHttp.ExchangeAsync(gateway.Address, Request("GET /", host));
        Assert.Equal(400, RawHttp.Statuses(answer)[0]);
        Assert.DoesNotContain(host, answer, StringComparison.Ordinal);
    }

    private static string Request(string line, string host, params string[] headers) =>
        string.Join("\r\n", [$"{line} HTTP/1.1", $"Host: {host}", .. headers, "", ""]);

    /// <summary>Asserts on the paths as the router of a service sees them.</summary>
    private static void AssertInside(TestBackend backend, params string[] routes) => Assert.DoesNotContain(
        backend.Requests,
        request => !routes.Any(route => request.Path == route || request.Path.StartsWith(route + "/", StringComparison.Ordinal)));
}
