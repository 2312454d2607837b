using System.Globalization;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Access;

/// <summary>Checks access tokens. If no key is configured, all paths are open, as in Microsoft's emulator.</summary>
internal sealed class AccessTokens(IOptions<EmulatorOptions> options, TimeProvider time)
{
    /// <summary>Whether clients need a token.</summary>
    public bool AreRequired => !string.IsNullOrEmpty(options.Value.SasKey);

    /// <summary>Checks a token.</summary>
    /// <param name="text">The token as sent by the client.</param>
    /// <param name="resource">The address of the resource.</param>
    /// <param name="refusal">The reason for a refusal, with the error text of Service Bus; otherwise empty.</param>
    /// <returns>The end of the access; null when the token is refused.</returns>
    public DateTimeOffset? Check(string? text, string resource, out string refusal)
    {
        refusal = "";
        if (!AreRequired) return DateTimeOffset.MaxValue;
        if (string.IsNullOrEmpty(text))
        {
            refusal = "MissingToken: The authorization header is missing.";
        }
        else if (SharedAccessToken.Parse(text) is not { } token)
        {
            refusal = "MalformedToken: The credentials are not a shared access signature, which is all that can be checked here.";
        }
        else if (!string.Equals(token.KeyName, options.Value.SasKeyName, StringComparison.OrdinalIgnoreCase)
            || !token.IsSignedWith(options.Value.SasKey!))
        {
            refusal = "InvalidSignature: The token has an invalid signature.";
        }
        else if (token.Expires <= time.GetUtcNow())
        {
            refusal = string.Create(
                CultureInfo.InvariantCulture, $"ExpiredToken: The token is expired. Expiration time: {token.Expires:u}");
        }
        else if (!Covers(token.Path, PathOf(resource)))
        {
            refusal = $"InvalidAudience: The token is for '{token.Path}', which does not cover '{PathOf(resource)}'.";
        }
        else
        {
            return token.Expires;
        }

        return null;
    }

    /// <summary>The path of an address, without the host. The host's name differs between clients.</summary>
    public static string PathOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return address.Trim('/');
        var path = address.IndexOf('/', scheme + 3);
        if (path < 0) return "";
        var query = address.IndexOf('?', path);
        return Uri.UnescapeDataString(query < 0 ? address[path..] : address[path..query]).Trim('/');
    }

    /// <summary>Whether <paramref name="above"/> equals the path or is a parent of it.</summary>
    public static bool Covers(string above, string path) =>
        above.Length == 0 ||
        (path.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (path.Length == above.Length || path[above.Length] == '/'));
}
