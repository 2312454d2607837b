namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// Hears a room's channel. Called by one thread, in the order of arrival, and must return at once: the thread reads the channels of many rooms.
/// </summary>
public interface IRoomListener
{
    /// <summary>A message was appended to the room's log. Hold it until <see cref="Flush"/>: more may be at hand.</summary>
    void Hear(LoggedMessage message);

    /// <summary>Something happened in the room that is not kept.</summary>
    /// <param name="frame">The UTF-8 of a ready frame of the protocol; yours to keep.</param>
    void HearEvent(ReadOnlyMemory<byte> frame);

    /// <summary>No more is at hand for now: pass on what was heard. The busier the channel, the more is heard between two calls.</summary>
    void Flush();
}
