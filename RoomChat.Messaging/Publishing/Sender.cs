using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Messaging.Publishing;

/// <summary>The publisher of a message.</summary>
/// <param name="User">The user that members see.</param>
/// <param name="IsUserOfPage">Whether the limits per user and address apply. Programs have the quota of their key.</param>
/// <param name="Address">The client's address; null when unknown.</param>
public sealed record Sender(ChatUser User, bool IsUserOfPage = false, string? Address = null)
{
    /// <summary>The caller whose rights decide whether the message may be published.</summary>
    public Caller Caller { get; init; } = new(User.Id, User.Name);

    /// <summary>Owner of the share of the room's rate. A key that speaks for users uses its own share.</summary>
    public string LimitId { get; init; } = User.Id;

    /// <summary>The program that speaks in the user's name, for example <c>key billing</c>; null when the user speaks.</summary>
    public string? Via => Caller.Via is { } key ? $"key {key}" : null;

    /// <summary>The sender for the caller of a request or of a connection.</summary>
    public static Sender Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new Sender(caller.User, caller.IsUser, caller.Address) { Caller = caller };
    }

    /// <summary>The same program, speaking in the name of a user.</summary>
    internal Sender SpeakingFor(ChatUser user) => this with { User = user, Caller = Caller.SpeakingFor(user) };
}
