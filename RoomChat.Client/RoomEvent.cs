using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>What happens in a joined room, in order.</summary>
public abstract record RoomEvent
{
    private RoomEvent() { }

    /// <summary>A message was said.</summary>
    /// <param name="Message">The message; its offset follows the one before, unless history was lost in between.</param>
    public sealed record MessageReceived(ServerFrame.Message Message) : RoomEvent;

    /// <summary>Messages between the one before and <paramref name="Position"/> will not come: whoever shows the room loads it anew.</summary>
    /// <param name="Position">The stream goes on after this position.</param>
    public sealed record HistoryLost(RoomPosition Position) : RoomEvent;
}
