using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Origins;
using RoomChat.Web.Session;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Tests.Web.Session;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("http://chat.example:8080", "chat.example:8080")]
    [InlineData("https://chat.example:8080", "chat.example:8080")]
    [InlineData("HTTP://CHAT.example:8080", "chat.example:8080")]
    [InlineData("http://chat.example", "chat.example")]
    [InlineData("https://chat.example", "chat.example:443")]
    [InlineData("http://chat.example", "chat.example:80")]
    [InlineData("http://[::1]:8080", "[::1]:8080")]
    public void Page_of_the_same_host_is_ours(string origin, string host) => Assert.True(Allows(origin, host));

    [Theory]
    [InlineData("http://chat.example:8080/")]
    [InlineData("http://chat.example:8080/x")]
    [InlineData("http://chat.example:8080#.evil.example")]
    [InlineData("http://chat.example:8080?.evil.example")]
    [InlineData("http://chat.example:8080\\.evil.example")]
    [InlineData("http://chat.example:8080 .evil.example")]
    [InlineData("http://chat.example:8080.evil.example")]
    [InlineData("http://evil@chat.example:8080")]
    [InlineData("http://chat.example:8080@evil.example")]
    [InlineData("http://chat.example")]
    [InlineData("http://chat.example:8081")]
    [InlineData("http://chat.example.:8080")]
    [InlineData("http://evil.chat.example:8080")]
    [InlineData("ws://chat.example:8080")]
    [InlineData("ftp://chat.example:8080")]
    [InlineData("//chat.example:8080")]
    [InlineData("chat.example:8080")]
    [InlineData("http://chat.example:8080, http://evil.example")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    public void Origin_is_compared_whole(string origin) => Assert.False(Allows(origin, "chat.example:8080"));

    [Property]
    public bool Text_before_or_after_our_origin_is_refused(string text) =>
        string.IsNullOrEmpty(text)
        || !(Allows($"http://chat.example:8080{text}", "chat.example:8080")
            || Allows($"{text}http://chat.example:8080", "chat.example:8080"));

    [Fact]
    public void Page_without_TLS_is_foreign_to_a_host_with_it() =>
        Assert.False(Allows("http://chat.example", "chat.example", isHttps: true));

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example/", false)]
    [InlineData("https://app.example#", false)]
    [InlineData("https://ann@app.example", false)]
    [InlineData("http://app.example", false)]
    public void Allowed_origin_is_compared_whole_too(string origin, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows(origin, "chat.example", allowed: "https://app.example"));

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example:8443", true)]
    [InlineData("https://app.example/", false)]
    [InlineData("https://ann@app.example", false)]
    [InlineData("https://", false)]
    [InlineData("*", false)]
    public void Setting_names_origins_only(string text, bool isOrigin) =>
        Assert.Equal(isOrigin, new OriginListAttribute().IsValid(new[] { text }));

    private static bool Allows(string origin, string host, bool isHttps = false, params string[] allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = HttpMethods.Post;
        request.Scheme = isHttps ? "https" : "http";
        request.Host = new HostString(host);
        request.Headers.Origin = origin;
        return new SameOrigin(Options.Create(new SessionOptions { AllowedOrigins = allowed })).Allows(request);
    }
}
