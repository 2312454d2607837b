using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static RoomChat.Tests.Web.Tokens.TestTokens;

namespace RoomChat.Tests.Web.Tokens;

/// <summary>Tokens that the gateway must refuse. Each differs from a good one in one part.</summary>
public sealed class BadTokenTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<string>> All = new(StringComparer.Ordinal)
    {
        ["of another issuer"] = () => Hs256(Claims().With("iss", "https://elsewhere.example")),
        ["without an issuer"] = () => Hs256(Claims().With("iss", null)),
        ["for another audience"] = () => Hs256(Claims().With("aud", "somebody-else")),
        ["without an audience"] = () => Hs256(Claims().With("aud", null)),
        ["expired"] = () => Hs256(Claims(lifetimeSeconds: -30)),
        ["that never expires"] = () => Hs256(Claims().With("exp", null)),
        ["that is not valid yet"] = () => Hs256(Claims().With("nbf", InSeconds(60))),
        ["with alg none"] = () => Sign("none", "hs", Claims().ToJsonString(), _ => []),
        ["with alg None and no kid"] = () => Sign("None", null, Claims().ToJsonString(), _ => []),
        ["with alg none and a signature"] = () => Sign("none", "hs", Claims().ToJsonString(), Hmac(Secret)),
        ["of HS256 with the RSA public key"] =
            () => Sign("HS256", "rs", Claims().ToJsonString(), Hmac(Rsa.ExportSubjectPublicKeyInfoPem())),
        ["of HS256 with the RSA public key in DER"] = () => Sign(
            "HS256", "rs", Claims().ToJsonString(), bytes => HMACSHA256.HashData(Rsa.ExportSubjectPublicKeyInfo(), bytes)),
        ["of HS256 with the RSA public key and no kid"] =
            () => Sign("HS256", null, Claims().ToJsonString(), Hmac(Rsa.ExportSubjectPublicKeyInfoPem())),
        ["of HS256 with the EC public key"] =
            () => Sign("HS256", "es", Claims().ToJsonString(), Hmac(Ecdsa.ExportSubjectPublicKeyInfoPem())),
        ["of an algorithm without a key"] = () => Sign(
            "HS512", "hs", Claims().ToJsonString(), bytes => HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), bytes)),
        ["signed by somebody else"] = () => Hs256(Claims(), secret: OtherSecret),
        ["signed by another RSA key"] = () => Rs256(Claims(), key: OtherRsa),
        ["of an unknown kid"] = () => Hs256(Claims(), kid: "gone"),
        ["of the kid of another key"] = () => Hs256(Claims(), kid: "rs"),
        ["without a signature"] = () => Hs256(Claims())[..(Hs256(Claims()).LastIndexOf('.') + 1)],
        ["with another payload"] = () => Swapped(),
        ["without sub"] = () => Hs256(Claims().With("sub", null)),
        ["with an empty sub"] = () => Hs256(Claims(sub: "")),
        ["with sub as a number"] = () => Hs256(Claims().With("sub", 7)),
        ["with the sub of a program"] = () => Hs256(Claims(sub: "subscription:tests")),
        ["with the sub of a program in capitals"] = () => Hs256(Claims(sub: "Subscription:tests")),
        ["with the sub of a guest"] = () => Hs256(Claims(sub: "guest-1f")),
        ["with blanks in sub"] = () => Hs256(Claims(sub: "a b")),
        ["with a line break in sub"] = () => Hs256(Claims(sub: "a\r\nX-RoomChat-Caller-Grants: x")),
        ["with a long sub"] = () => Hs256(Claims(sub: new string('a', 129))),
        ["with a reserved name"] = () => Hs256(Claims(name: "Admin")),
        ["with a name like a reserved one"] = () => Hs256(Claims(name: "Аdm1n")),
        ["with the name of a program"] = () => Hs256(Claims(name: "Tést caller")),
        ["with an invisible name"] = () => Hs256(Claims(name: "\u200b")),
        ["that is too long"] = () => Hs256(Claims().With("padding", new string('a', 8192))),
        ["with rooms that are no list"] = () => Hs256(Claims().With("rooms", "all")),
        ["with rooms null"] = () => Hs256(Claims().ToJsonString()[..^1] + ",\"rooms\":null}"),
        ["with an unknown right"] = () => Hs256(Claims().With("rooms", TestTokens.Rooms("team-*", "join", "everything"))),
        ["with a broken pattern"] = () => Hs256(Claims().With("rooms", TestTokens.Rooms("team *", "join"))),
        ["with rooms without a pattern"] =
            () => Hs256(Claims().With("rooms", new JsonArray(new JsonObject { ["may"] = new JsonArray("join") }))),
        ["with rooms without rights"] = () => Hs256(Claims().With("rooms", new JsonArray(new JsonObject { ["pattern"] = "*" }))),
        ["with a field in rooms that is not known"] = () => Hs256(Claims().With("rooms", new JsonArray(
            new JsonObject { ["pattern"] = "*", ["may"] = new JsonArray("join"), ["except"] = "secret" }))),
        ["with too many rooms"] = () => Hs256(Claims().With("rooms", new JsonArray(
            [.. Enumerable.Range(0, 33).Select(_ => TestTokens.Rooms("a", "join")[0]!.DeepClone())]))),
        ["with rooms twice"] = () => Hs256(
            Claims().With("rooms", TestTokens.Rooms("a", "join")).ToJsonString()[..^1]
            + ",\"rooms\":[{\"pattern\":\"*\",\"may\":[\"join\"]}]}"),
        ["that is none"] = () => "x",
        ["of three empty parts"] = () => "..",
        ["of five parts"] = () => "a.b.c.d.e",
    };

    private TestBackend _backend = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    public static TheoryData<string> Kinds => [.. All.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _backend = await TestBackend.StartAsync();
        _gateway = new TestGateway(_backend, Settings);
        _http = _gateway.StartWithoutCookies();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_is_refused(string kind)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectionTokenTests.StatusAsync(_http, All[kind]()));
        Assert.Empty(_backend.Requests);
        Assert.Equal(HttpStatusCode.OK, await ConnectionTokenTests.StatusAsync(_http, Hs256(Claims())));
    }

    [Fact]
    public async Task Two_tokens_are_refused()
    {
        var token = Hs256(Claims());
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectionTokenTests.StatusAsync(
            _http, token, request => request.RequestUri = new Uri($"/publish?content=a&access_token={token}", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectionTokenTests.StatusAsync(
            _http, token, request => request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}")));
        Assert.Empty(_backend.Requests);
    }

    [Fact]
    public async Task Refusal_is_a_challenge_in_problem_details_and_counted()
    {
        var metrics = _gateway.Metrics;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms");
        request.Headers.Add("Authorization", $"Bearer {All["expired"]()}");
        using var answer = await _http.SendAsync(request, Ct);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("expired", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(1, metrics.Count("roomchat.refused_tokens"));
    }

    private static Func<byte[], byte[]> Hmac(string secret) => bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes);

    private static string Swapped()
    {
        var (signed, other) = (Hs256(Claims()).Split('.'), Hs256(Claims(sub: "grace")).Split('.'));
        return $"{signed[0]}.{other[1]}.{signed[2]}";
    }
}
