using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Messaging.Publishing;

/// <summary>Who publishes.</summary>
/// <param name="User">As everyone sees it.</param>
/// <param name="IsUserOfPage">Whether the limits of users and addresses hold. Programs have the quota of their key.</param>
/// <param name="Address">The client's address; null when it is not known.</param>
public sealed record Sender(ChatUser User, bool IsUserOfPage = false, string? Address = null)
{
    /// <summary>By its rights it is decided whether the message may be published.</summary>
    public Caller Caller { get; init; } = new(User.Id, User.Name);

    /// <summary>Whose share of a room the message takes: for a key that speaks for users, the key's.</summary>
    public string LimitId { get; init; } = User.Id;

    /// <summary>What speaks in the user's name, as <c>key billing</c>; null when the user does.</summary>
    public string? Via => Caller.Via is { } key ? $"key {key}" : null;

    /// <summary>The caller of a request or of a connection.</summary>
    public static Sender Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new Sender(caller.User, caller.IsUser, caller.Address) { Caller = caller };
    }

    /// <summary>The same program in the name of a user.</summary>
    internal Sender SpeakingFor(ChatUser user) => this with { User = user, Caller = Caller.SpeakingFor(user) };
}
