using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ServiceDefaults.Identity;

public sealed class GatewaySignatureTests
{
    private const string Current = "current-secret-of-the-tests-000000000";
    private const string Previous = "previous-secret-of-the-tests-00000000";
    private const string Path = "/publish?content=a%20b&room_id=general";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Signed_request_is_valid() => Assert.True(Create(Current).IsValid(Receive(Signed(Current))));

    [Fact]
    public void Request_without_a_signature_is_not_valid()
    {
        var request = Receive(Signed(Current));
        request.Headers.Remove(GatewaySignature.Header);
        Assert.False(Create(Current).IsValid(request));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(-30, true)]
    [InlineData(31, false)]
    [InlineData(-31, false)]
    [InlineData(86_400, false)]
    public void Signature_is_valid_for_30_seconds_either_way(int seconds, bool isValid)
    {
        var request = Receive(Signed(Current));
        _time.AdjustTime(_time.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(isValid, Create(Current).IsValid(request));
    }

    [Theory]
    [InlineData(Current, null, true)]
    [InlineData("another-secret-of-the-tests-000000000", Current, true)]
    [InlineData("another-secret-of-the-tests-000000000", Previous, false)]
    [InlineData("another-secret-of-the-tests-000000000", null, false)]
    public void Current_and_previous_secret_are_accepted(string secret, string? previous, bool isValid) =>
        Assert.Equal(isValid, Create(secret, previous).IsValid(Receive(Signed(Current))));

    [Fact]
    public void Without_a_secret_requests_are_unsigned_and_valid()
    {
        var open = Create(secret: null);
        using var request = Request();
        open.Sign(request);
        Assert.False(request.Headers.Contains(GatewaySignature.Header));
        Assert.True(open.IsValid(Receive(request)));
        Assert.False(open.IsOn);
    }

    public static TheoryData<string, Action<HttpRequest>> Changes() => new()
    {
        { "method", request => request.Method = "GET" },
        { "path", request => Raw(request).RawTarget = Path.Replace("publish", "rooms", StringComparison.Ordinal) },
        { "query", request => Raw(request).RawTarget = Path.Replace("general", "all", StringComparison.Ordinal) },
        { "encoding of the query", request => Raw(request).RawTarget = Path.Replace("%20", "+", StringComparison.Ordinal) },
        { "caller's id", request => request.Headers[Caller.IdHeader] = "subscription:admin" },
        { "caller's name", request => request.Headers[Caller.NameHeader] = "Admin" },
        { "caller's id twice", request => request.Headers[Caller.IdHeader] = new(["subscription:tests", "subscription:admin"]) },
        { "no caller", request => request.Headers.Remove(Caller.IdHeader) },
        { "one more header about the caller", request => request.Headers["x-roomchat-caller-address"] = "10.0.0.1" },
        {
            "header with the name of one and the value of another",
            request => (request.Headers[Caller.IdHeader], request.Headers[Caller.NameHeader]) =
                (request.Headers[Caller.NameHeader], request.Headers[Caller.IdHeader])
        },
        {
            "a signature twice",
            request => request.Headers[GatewaySignature.Header] =
                new([$"{request.Headers[GatewaySignature.Header]}", $"{request.Headers[GatewaySignature.Header]}"])
        },
        {
            "no signature but the time",
            request => request.Headers[GatewaySignature.Header] = $"{request.Headers[GatewaySignature.Header]}".Split('.')[0] + "."
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Change_of_a_signed_part_is_not_valid(string what, Action<HttpRequest> change)
    {
        var request = Receive(Signed(Current));
        change(request);
        Assert.False(Create(Current).IsValid(request), what);
    }

    [Property(MaxTest = 200)]
    public void Changed_signature_is_not_valid(NonNegativeInt position, char other)
    {
        var request = Receive(Signed(Current));
        var signature = $"{request.Headers[GatewaySignature.Header]}".ToCharArray();
        var index = position.Get % signature.Length;
        if (signature[index] == other) return;
        signature[index] = other;
        request.Headers[GatewaySignature.Header] = new string(signature);
        Assert.False(Create(Current).IsValid(request));
    }

    [Property(MaxTest = 200)]
    public void Any_text_as_a_signature_is_refused_without_an_exception(string? text)
    {
        var request = Receive(Signed(Current));
        request.Headers[GatewaySignature.Header] = text;
        Assert.False(Create(Current).IsValid(request));
    }

    [Property]
    public Property Callers_of_any_id_and_name_are_valid() => Prop.ForAll(Gen.Choose(1, 20_000).ToArbitrary(), length =>
    {
        using var request = Request();
        request.SetCaller(new Caller($"user-{length.ToString(CultureInfo.InvariantCulture)}", new string('é', length)));
        Create(Current).Sign(request);
        return Create(Current).IsValid(Receive(request));
    });

    private static HttpRequestMessage Request() => new(HttpMethod.Post, "http://api:8080" + Path);

    private HttpRequestMessage Signed(string secret)
    {
        var request = Request();
        request.SetCaller(new Caller("subscription:tests", "Tést"));
        Create(secret).Sign(request);
        return request;
    }

    /// <summary>The request as the service receives it.</summary>
    private static HttpRequest Receive(HttpRequestMessage sent)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = sent.Method.Method;
        Raw(context.Request).RawTarget = sent.RequestUri!.PathAndQuery;
        foreach (var header in sent.Headers.NonValidated) context.Request.Headers[header.Key] = header.Value.ToString();
        return context.Request;
    }

    private static IHttpRequestFeature Raw(HttpRequest request) => request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>();

    private GatewaySignature Create(string? secret, string? previous = null) =>
        new(Options.Create(new SignatureOptions { Secret = secret, PreviousSecret = previous }), _time);
}
