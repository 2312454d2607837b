using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoomChat.Tests.Web.Tokens;

/// <summary>
/// Signs tokens as a customer's backend does, and as an attacker does. Without a library: it would refuse to sign the bad tokens.
/// </summary>
internal static class TestTokens
{
    public const string Issuer = "https://backend.example";
    public const string Audience = "roomchat-tests";
    public const string Secret = "a-secret-of-the-customers-backend-1234";
    public const string OtherSecret = "a-secret-of-somebody-else-entirely-987";

    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly RSA OtherRsa = RSA.Create(2048);
    public static readonly ECDsa Ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The settings of a gateway that accepts these tokens.</summary>
    public static (string Name, string Value)[] Settings =>
    [
        ("Authentication:Tokens:Issuer", Issuer),
        ("Authentication:Tokens:Audience", Audience),
        ("Authentication:Tokens:Keys:0:Kid", "hs"),
        ("Authentication:Tokens:Keys:0:Algorithm", "HS256"),
        ("Authentication:Tokens:Keys:0:Secret", Secret),
        ("Authentication:Tokens:Keys:1:Kid", "rs"),
        ("Authentication:Tokens:Keys:1:Algorithm", "RS256"),
        ("Authentication:Tokens:Keys:1:PublicKey", Rsa.ExportSubjectPublicKeyInfoPem()),
        ("Authentication:Tokens:Keys:2:Kid", "es"),
        ("Authentication:Tokens:Keys:2:Algorithm", "ES256"),
        ("Authentication:Tokens:Keys:2:PublicKey", Ecdsa.ExportSubjectPublicKeyInfoPem()),
    ];

    /// <summary>The claims of a valid token.</summary>
    public static JsonObject Claims(string sub = "ada", string? name = "Ada", int lifetimeSeconds = 3600) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = sub,
        ["name"] = name,
        ["exp"] = InSeconds(lifetimeSeconds),
    };

    public static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    public static JsonArray Rooms(string pattern, params string[] may) =>
        [new JsonObject { ["pattern"] = pattern, ["may"] = new JsonArray([.. may.Select(right => JsonValue.Create(right))]) }];

    /// <summary>Changes one claim; null removes it.</summary>
    public static JsonObject With(this JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null) claims[name] = value;
        return claims;
    }

    public static string Hs256(JsonObject claims, string kid = "hs", string secret = Secret) => Hs256(claims.ToJsonString(), kid, secret);

    public static string Hs256(string claims, string? kid = "hs", string secret = Secret) =>
        Sign("HS256", kid, claims, bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes));

    public static string Rs256(JsonObject claims, string kid = "rs", RSA? key = null) =>
        Sign(
            "RS256",
            kid,
            claims.ToJsonString(),
            bytes => (key ?? Rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Es256(JsonObject claims, string kid = "es") =>
        Sign("ES256", kid, claims.ToJsonString(), bytes => Ecdsa.SignData(bytes, HashAlgorithmName.SHA256));

    public static string Sign(string algorithm, string? kid, string claims, Func<byte[], byte[]> sign)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (kid is not null) header["kid"] = kid;
        var text = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>The public key of <see cref="Rsa"/> as an OpenID Connect provider publishes it.</summary>
    public static string KeySet(string kid)
    {
        var key = Rsa.ExportParameters(includePrivateParameters: false);
        var shown = new { kty = "RSA", use = "sig", alg = "RS256", kid, n = Encode(key.Modulus!), e = Encode(key.Exponent!) };
        return JsonSerializer.Serialize(new { keys = new[] { shown } });
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
