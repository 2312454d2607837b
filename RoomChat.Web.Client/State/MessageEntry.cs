using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>One message as the page shows it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When the server accepted it; before that, when the user wrote it.</param>
/// <param name="User">The author.</param>
/// <param name="Offset">Offset in the room's log; null while it is not in the log.</param>
/// <param name="Delivery">Delivery state.</param>
/// <param name="Problem">Message for the user: why it failed or waits.</param>
public sealed record MessageEntry(
    string Id, string Content, DateTimeOffset Timestamp, ChatUser User, long? Offset, Delivery Delivery, string? Problem = null)
{
    /// <summary>Whether it is a message to everyone, and not of this room.</summary>
    public bool ToEveryone { get; init; }

    /// <summary>The program that sent it in the user's name, as <c>key billing</c>; null when the user sent it.</summary>
    public string? Via { get; init; }

    /// <summary>Whether the server has accepted it. The page has not received it from the log yet.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Whether the server may accept a failed message when it is sent again unchanged.</summary>
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
