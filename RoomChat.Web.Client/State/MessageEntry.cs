using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>One message as the page shows it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When it was accepted, or for one on its way when it was written.</param>
/// <param name="User">Who said it.</param>
/// <param name="Offset">Its place in the room's log; null while the log does not have it.</param>
/// <param name="Delivery">How far it has come.</param>
/// <param name="Problem">Why it failed, for people.</param>
public sealed record MessageEntry(
    string Id, string Content, DateTimeOffset Timestamp, ChatUser User, long? Offset, Delivery Delivery, string? Problem = null)
{
    /// <summary>Whether it was said to everyone and not in this room.</summary>
    public bool ToEveryone { get; init; }

    /// <summary>What said it in the user's name, as <c>key billing</c>; null when the user did.</summary>
    public string? Via { get; init; }

    /// <summary>Whether the server has taken it, and the room's log is about to have it.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Whether a failed message may be accepted when the same is sent again.</summary>
    public bool CanRetry { get; init; }

    internal static MessageEntry From(ServerFrame.Message message) =>
        new(message.Id, message.Content, message.Timestamp, message.User, message.Offset, Delivery.Delivered)
        {
            ToEveryone = message.RoomId == RoomId.All.Value,
            Via = message.Via,
        };

    internal static MessageEntry From(HistoryMessage message) => From(new ServerFrame.Message(
        message.RoomId, message.Content, message.Timestamp, message.Id, message.Offset, message.User, message.Via));
}
