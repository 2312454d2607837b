using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Web.Proxies;
using ForwardedHeaders = RoomChat.Web.Proxies.ForwardedHeaders;

namespace RoomChat.Tests.Web.Proxies;

/// <summary>Trust in forwarded headers about the origin of a request.</summary>
public sealed class ForwardedHeadersTests
{
    private const string Spoofed = "198.51.100.66";

    [Theory]
    [InlineData("", 1, "203.0.113.7", "127.0.0.1")]
    [InlineData("10.0.0.0/8", 1, "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", 1, "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", 1, $"{Spoofed}, 203.0.113.7", "203.0.113.7")]
    [InlineData("0.0.0.0/0", 1, $"{Spoofed}, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", 1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("127.0.0.1 10.0.0.0/8", 2, $"{Spoofed}, 203.0.113.7, 10.0.0.1", "203.0.113.7")]
    [InlineData("127.0.0.1", 2, $"{Spoofed}, 203.0.113.7", "203.0.113.7")]
    public async Task Address_is_of_the_connection_or_from_a_trusted_proxy(string trusted, int hops, string forwarded, string expected) =>
        Assert.Equal(expected, ClientAddress.Of((await PassAsync(trusted, hops, "X-Forwarded-For", forwarded)).Connection.RemoteIpAddress));

    [Theory]
    [InlineData("", "http")]
    [InlineData("127.0.0.1", "https")]
    public async Task Scheme_comes_from_a_trusted_proxy(string trusted, string expected) =>
        Assert.Equal(expected, (await PassAsync(trusted, hops: 1, "X-Forwarded-Proto", "https")).Request.Scheme);

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("0.0.0.0/0", "203.0.113.7")]
    public async Task Forwarded_headers_setting_of_ASP_NET_Core_adds_no_trust(string trusted, string expected)
    {
        await using var backend = await TestBackend.StartAsync();
        (string, string)[] proxies = trusted.Length == 0 ? [] : [("Proxies:Trusted:0", trusted)];
        await using var gateway = new TestGateway(backend, [("FORWARDEDHEADERS_ENABLED", "true"), .. proxies]);
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", $"{Spoofed}, 203.0.113.7");
        http.DefaultRequestHeaders.Add("X-RoomChat-Caller-Address", Spoofed);
        await ann.StatusAsync(http, HttpMethod.Get, "/rooms");
        Assert.Equal(expected, Assert.Single(backend.Requests).Headers.GetValueOrDefault("X-RoomChat-Caller-Address"));
    }

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("::/0", true)]
    [InlineData("proxy.example", false)]
    [InlineData("10.1.0.0/33", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void Setting_names_addresses_and_networks(string text, bool isValid) =>
        Assert.Equal(isValid, new NetworkListAttribute().IsValid(new[] { text }));

    private static async Task<HttpContext> PassAsync(string trusted, int hops, string header, string value)
    {
        var options = new ForwardedHeadersOptions();
        var settings = new ProxyOptions { Trusted = trusted.Split(' ', StringSplitOptions.RemoveEmptyEntries), Hops = hops };
        new ForwardedHeaders(Options.Create(settings)).PostConfigure(null, options);
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback }, Request = { Scheme = "http" } };
        context.Request.Headers[header] = value;
        await new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(options)).Invoke(context);
        return context;
    }
}
