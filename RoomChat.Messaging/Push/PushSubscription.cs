using System.Security.Cryptography;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>A browser that a user wants to be told in while the page is closed.</summary>
/// <param name="Endpoint">Where its push service takes messages for it. From outside: see <see cref="PushAddress"/>.</param>
/// <param name="PublicKey">The browser's key, a point of P-256 in base64url.</param>
/// <param name="Auth">The browser's secret, in base64url.</param>
/// <param name="User">Whose browser.</param>
/// <param name="SessionId">The session that subscribed: nothing is sent after its end.</param>
/// <param name="HidesContent">Whether neither the text nor the sender may be told.</param>
public sealed record PushSubscription(string Endpoint, string PublicKey, string Auth, ChatUser User, string SessionId, bool HidesContent)
{
    /// <summary>Of the user and the browser: no user can replace the subscription of another.</summary>
    public string Id => IdOf(User.Id, Endpoint);

    /// <summary>The id of a user's subscription.</summary>
    public static string IdOf(string userId, string endpoint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{endpoint}")).AsSpan(0, 16));
}
