using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Messaging.Push;
using RoomChat.Realtime.Push;

namespace RoomChat.Tests.Realtime.Push;

public sealed class VapidKeyTests
{
    [Fact]
    public void Token_is_for_the_push_services_origin_and_signed()
    {
        var (options, time) = (TestVapid.NewOptions(), new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000)));
        using var key = new VapidKey(Options.Create(options), time);
        var value = key.Authorize(new Uri("https://push.example/secret/path"));
        var (token, shown) = (
            value["vapid t=".Length..value.IndexOf(',', StringComparison.Ordinal)],
            value[(value.IndexOf("k=", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(options.PublicKey, shown);
        var parts = token.Split('.');
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal("https://push.example", claims.RootElement.GetProperty("aud").GetString());
        Assert.Equal("mailto:ops@example.org", claims.RootElement.GetProperty("sub").GetString());
        Assert.InRange(claims.RootElement.GetProperty("exp").GetInt64() - time.GetUtcNow().ToUnixTimeSeconds(), 3600, 24 * 3600);
        Assert.True(PushKeys.TryReadPoint(shown, out var point));
        using var check = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        Assert.True(check.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Sender_requires_the_whole_key_pair_and_a_subject()
    {
        var (good, other) = (TestVapid.NewOptions(), TestVapid.NewOptions());
        Assert.True(Check(good).Succeeded);
        Assert.True(Check(new PushOptions()).Skipped);
        Assert.Contains(
            "Push:PrivateKey",
            Check(With(good, options => options.PrivateKey = other.PrivateKey)).FailureMessage, StringComparison.Ordinal);
        Assert.Contains(
            "Push:PrivateKey",
            Check(With(good, options => options.PrivateKey = null)).FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Push:Subject", Check(With(good, options => options.Subject = "ops")).FailureMessage, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Check(PushOptions options) => new SenderOptionsValidator().Validate(name: null, options);

    private static PushOptions With(PushOptions options, Action<PushOptions> change)
    {
        var copy = new PushOptions { PublicKey = options.PublicKey, PrivateKey = options.PrivateKey, Subject = options.Subject };
        change(copy);
        return copy;
    }
}
