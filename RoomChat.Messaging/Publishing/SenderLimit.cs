using System.Globalization;
using RoomChat.Contracts;
using RoomChat.Messaging.Limits;

namespace RoomChat.Messaging.Publishing;

/// <summary>Limits users of the page over all rooms. Applied before the limit of a room.</summary>
public sealed class SenderLimit(PublishingLimits limits)
{
    /// <summary>The refusal of a message above the limit; null when the message is allowed.</summary>
    public PublishOutcome.TooMany? RefusesMessage(Sender sender) => Refuses(limits.Messages, sender, "You publish too often");

    /// <summary>The refusal of a new room above the limit; null when the room is allowed.</summary>
    public PublishOutcome.TooMany? RefusesRoom(Sender sender, RoomId roomId) =>
        Refuses(limits.Rooms, sender, $"Room '{roomId}' would be new, and you make too many rooms");

    private static PublishOutcome.TooMany? Refuses(CallerLimit limit, Sender sender, string why)
    {
        ArgumentNullException.ThrowIfNull(sender);
        if (!sender.IsUserOfPage || limit.Refuses(sender.User.Id, sender.Address) is not { } wait) return null;
        var seconds = PublishOutcome.TooMany.Seconds(wait);
        var text = string.Create(CultureInfo.InvariantCulture, $"{why}. The message was not accepted; send it again in {seconds} s.");
        return new PublishOutcome.TooMany(text, seconds);
    }
}
