using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Push;

namespace RoomChat.Realtime.Push;

/// <summary>Identifies the sender to push services, with a signed token for each of them (VAPID, RFC 8292).</summary>
internal sealed class VapidKey(IOptions<PushOptions> options, TimeProvider time) : IDisposable
{
    // The standard allows a day.
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    private readonly Lazy<ECDsa> _key = new(() => Open(options.Value));

    /// <summary>The value of the header <c>Authorization</c> for a message to this address.</summary>
    public string Authorize(Uri endpoint)
    {
        var claims = new JsonObject
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (time.GetUtcNow() + GoodFor).ToUnixTimeSeconds(),
            ["sub"] = options.Value.Subject,
        };
        var signed = $"{Encode("""{"typ":"JWT","alg":"ES256"}""")}.{Encode(claims.ToJsonString())}";
        var signature = _key.Value.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={options.Value.PublicKey}";
    }

    public void Dispose()
    {
        if (_key.IsValueCreated) _key.Value.Dispose();
    }

    /// <exception cref="CryptographicException">The keys do not match.</exception>
    internal static ECDsa Open(PushOptions options)
    {
        if (!PushKeys.TryReadPoint(options.PublicKey, out var point) || !PushKeys.TryRead(options.PrivateKey, 32, out var secret))
            throw new CryptographicException("The keys cannot be read.");
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point, D = secret });
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
