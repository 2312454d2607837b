namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// Receives a room's channel. Called by one thread in the order of arrival. It must not block: the thread reads many rooms' channels.
/// </summary>
public interface IRoomListener
{
    /// <summary>A message was appended to the room's log. Buffer it until <see cref="Flush"/>.</summary>
    void Hear(LoggedMessage message);

    /// <summary>An ephemeral event in the room.</summary>
    /// <param name="frame">A complete frame of the protocol in UTF-8. The listener may keep the bytes.</param>
    void HearEvent(ReadOnlyMemory<byte> frame);

    /// <summary>
    /// No more messages are available now: pass on the buffered ones. On a busy channel there are more messages per flush.
    /// </summary>
    void Flush();
}
