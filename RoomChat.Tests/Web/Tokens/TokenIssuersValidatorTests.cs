using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RoomChat.Web.Tokens;

namespace RoomChat.Tests.Web.Tokens;

public sealed class TokenIssuersValidatorTests
{
    private static readonly TokenKeyOptions Good = new() { Kid = "1", Algorithm = "HS256", Secret = TestTokens.Secret };

    public static TheoryData<string, string> BadKeys => new()
    {
        { "HS512", "HS256, ES256 or RS256" },
        { "none", "HS256, ES256 or RS256" },
        { "HS256", "32 bytes" },
        { "RS256", "no public key" },
        { "ES256", "no public key" },
    };

    [Fact]
    public void No_settings_and_a_key_of_each_algorithm_are_valid()
    {
        Assert.Empty(FailuresOf(new TokenOptions()));
        Assert.Empty(FailuresOf(WithKeys(
            Good,
            new() { Kid = "2", Algorithm = "RS256", PublicKey = TestTokens.Rsa.ExportSubjectPublicKeyInfoPem() },
            new() { Kid = "3", Algorithm = "ES256", PublicKey = TestTokens.Ecdsa.ExportSubjectPublicKeyInfoPem() })));
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void Unusable_key_is_reported_without_its_secret(string algorithm, string problem)
    {
        var failure = Assert.Single(FailuresOf(WithKeys(
            new TokenKeyOptions { Kid = "1", Algorithm = algorithm, Secret = algorithm[0] == 'H' ? "too-short" : null })));
        Assert.Contains("Authentication:Tokens:Keys:0", failure, StringComparison.Ordinal);
        Assert.Contains(problem, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Weak_private_and_misplaced_keys_are_reported()
    {
        using var weak = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        AssertTold("2048", "RS256", weak.ExportSubjectPublicKeyInfoPem());
        AssertTold("P-256", "ES256", curve.ExportSubjectPublicKeyInfoPem());
        AssertTold("private", "RS256", TestTokens.Rsa.ExportPkcs8PrivateKeyPem());
        AssertTold("no PublicKey", "HS256", TestTokens.Rsa.ExportSubjectPublicKeyInfoPem());
    }

    [Fact]
    public void Missing_settings_are_reported()
    {
        var failures = FailuresOf(new TokenOptions
        {
            Bearer = new() { Authority = "http://login.example" },
            Tokens = new() { Keys = [Good, Good, new() { Algorithm = "HS256", Secret = TestTokens.Secret }] },
        });
        string[] texts =
            ["Bearer:Authority", "Bearer:Audience", "Tokens:Issuer", "Tokens:Audience", "Keys:2:Kid", "same Kid twice"];
        foreach (var text in texts)
            Assert.Contains(failures, failure => failure.Contains(text, StringComparison.Ordinal));
        Assert.Equal(6, failures.Count);
    }

    private static TokenOptions WithKeys(params TokenKeyOptions[] keys) =>
        new() { Tokens = new() { Issuer = TestTokens.Issuer, Audience = TestTokens.Audience, Keys = keys } };

    private static void AssertTold(string problem, string algorithm, string publicKey) => Assert.Contains(
        problem,
        Assert.Single(FailuresOf(WithKeys(new TokenKeyOptions { Kid = "1", Algorithm = algorithm, PublicKey = publicKey }))),
        StringComparison.Ordinal);

    private static List<string> FailuresOf(TokenOptions options)
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Production };
        return [.. new TokenIssuersValidator(environment).Validate(null, options).Failures ?? []];
    }
}
