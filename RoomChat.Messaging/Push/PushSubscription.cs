using System.Security.Cryptography;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>A user's browser that gets push messages while the page is closed.</summary>
/// <param name="Endpoint">The push service's address for the browser. Untrusted: see <see cref="PushAddress"/>.</param>
/// <param name="PublicKey">The browser's key, a point of P-256 in base64url.</param>
/// <param name="Auth">The browser's secret, in base64url.</param>
/// <param name="User">The browser's user.</param>
/// <param name="SessionId">The session that subscribed. Nothing is sent after its end.</param>
/// <param name="HidesContent">Whether push messages omit text and sender.</param>
public sealed record PushSubscription(string Endpoint, string PublicKey, string Auth, ChatUser User, string SessionId, bool HidesContent)
{
    /// <summary>Derived from user and browser: no user can replace another user's subscription.</summary>
    public string Id => IdOf(User.Id, Endpoint);

    /// <summary>The id of a user's subscription.</summary>
    public static string IdOf(string userId, string endpoint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{endpoint}")).AsSpan(0, 16));
}
