using System.Net;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Web.Gateway;

/// <summary>A request arrives as the gateway signed it, also with an unusual address.</summary>
public sealed class SignedRequestsTests
{
    private const string Secret = "secret-of-the-tests-0000000000000000";
    private const int Addresses = 300;

    private static readonly string[] Pieces =
    [
        "a", "x1", "%20", "%2F", "%2f", "%25", "%41", "%7E", "~", "..", ".", "%2e%2e", "/", "//", "\\", "%5C", "+", "%2B", "%C3%A9",
        "%E2%82%AC", "'", "(", ")", "*", "!", "$", ";", ":", "@", "=", ",", "|", "^", "`", "{", "}", "\"", "<", ">", "[", "]",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_forwarded_address_arrives_as_it_was_signed()
    {
        await using var service = await StartServiceAsync();
        await using var gateway = new TestGateway([service.Urls.Single()], ("GatewaySignature:Secret", Secret));
        using var http = gateway.Start();
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));
        var statuses = new List<HttpStatusCode>();
        foreach (var (path, query) in Gen.Zip(texts, texts).Sample(Addresses, 4).Select(pair => (pair.Item1, pair.Item2)))
        {
            var status = await AskAsync(gateway.Address, $"/rooms/{path}?{query}");
            Assert.True(status != HttpStatusCode.Unauthorized, $"'/rooms/{path}?{query}' did not arrive as it was signed.");
            statuses.Add(status);
        }

        var summary = string.Join(", ", statuses.CountBy(status => status));
        Assert.True(statuses.Count(status => status == HttpStatusCode.OK) > Addresses / 4, summary);
    }

    [Fact]
    public async Task Signature_of_a_client_is_replaced()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway([backend.Address], ("GatewaySignature:Secret", Secret));
        using var http = gateway.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/rooms?subscription-key={TestGateway.PrimaryKey}");
        request.Headers.Add(GatewaySignature.Header, "1.forged");
        using var answer = await http.SendAsync(request, Ct);
        var seen = Assert.Single(backend.Requests);
        Assert.DoesNotContain("forged", seen.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, seen.Everything, StringComparison.Ordinal);
        Assert.NotEmpty(seen.Headers[GatewaySignature.Header]);
    }

    /// <summary>Sends the target byte for byte: a .NET client would normalize it.</summary>
    private static async Task<HttpStatusCode> AskAsync(Uri gateway, string target)
    {
        var (status, _) = await RawHttp.SendAsync(
            gateway,
            $"GET {target} HTTP/1.1",
            $"Ocp-Apim-Subscription-Key: {TestGateway.PrimaryKey}",
            "Connection: close");
        return (HttpStatusCode)status;
    }

    private static async Task<WebApplication> StartServiceAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["GatewaySignature:Secret"] = Secret });
        builder.AddGatewaySignature();
        var app = builder.Build();
        app.RequireGatewaySignature();
        app.Run(static context => Task.CompletedTask);
        await app.StartAsync(Ct);
        return app;
    }
}
