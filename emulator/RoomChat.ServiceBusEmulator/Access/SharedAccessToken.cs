using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Access;

/// <summary>
/// A shared access signature: <c>SharedAccessSignature sr=…&amp;sig=…&amp;se=…&amp;skn=…</c>.
/// The fields are the resource, an HMAC-SHA256 over resource and expiry, the expiry in seconds since 1970, and the name of the key.
/// </summary>
internal sealed record SharedAccessToken
{
    private const string Scheme = "SharedAccessSignature ";

    private SharedAccessToken(string encodedResource, string signature, string expiry, string keyName, DateTimeOffset expires)
    {
        EncodedResource = encodedResource;
        Signature = signature;
        Expiry = expiry;
        KeyName = keyName;
        Expires = expires;
    }

    public string KeyName { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>The path that the token covers, with all paths below it; empty for all paths.</summary>
    public string Path => AccessTokens.PathOf(Uri.UnescapeDataString(EncodedResource));

    // As sent: clients escape in different ways, and sign the escaped text.
    private string EncodedResource { get; }

    private string Signature { get; }

    private string Expiry { get; }

    /// <summary>Parses a token; null when the text is not a token.</summary>
    public static SharedAccessToken? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in text[Scheme.Length..].Split('&'))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !fields.TryAdd(field[..equals].Trim(), field[(equals + 1)..])) return null;
        }

        return fields.TryGetValue("sr", out var resource)
            && fields.TryGetValue("sig", out var signature) && fields.TryGetValue("skn", out var key) &&
            fields.TryGetValue("se", out var expiry)
                && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new SharedAccessToken(resource, Uri.UnescapeDataString(signature), expiry, Uri.UnescapeDataString(key), TimeOf(seconds))
            : null;
    }

    /// <summary>Whether the key signed the token. Compares in constant time.</summary>
    public bool IsSignedWith(string key)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{EncodedResource}\n{Expiry}"));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(Signature));
    }

    private static DateTimeOffset TimeOf(long seconds) =>
        seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MaxValue;
}
