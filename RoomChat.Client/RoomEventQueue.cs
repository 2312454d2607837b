using System.Threading.Channels;

namespace RoomChat.Client;

/// <summary>
/// Unread events of a room's reader. Ephemeral events have a small limit of their own, so that they never take a message's place.
/// Above the limit they are dropped.
/// </summary>
internal sealed class RoomEventQueue(int maxMessages)
{
    /// <summary>More events than a person can see. A reader with a longer backlog is late for all of them.</summary>
    private const int MaxEphemeral = 64;

    private readonly Channel<RoomEvent> _events = Channel.CreateUnbounded<RoomEvent>(new UnboundedChannelOptions { SingleReader = true });
    private int _messages;
    private int _ephemeral;

    /// <summary>Completes with true when an event is available, and with false at the end.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken ct) => _events.Reader.WaitToReadAsync(ct);

    public bool TryRead(out RoomEvent? roomEvent)
    {
        if (!_events.Reader.TryRead(out roomEvent)) return false;
        Interlocked.Decrement(ref CountOf(roomEvent));
        return true;
    }

    /// <summary>Queues an event. False when the queue is full or has ended. Called by one thread at a time.</summary>
    public bool TryWrite(RoomEvent roomEvent)
    {
        ref var count = ref CountOf(roomEvent);
        if (Interlocked.Increment(ref count) <= (IsEphemeral(roomEvent) ? MaxEphemeral : maxMessages)
            && _events.Writer.TryWrite(roomEvent))
        {
            return true;
        }

        Interlocked.Decrement(ref count);
        return false;
    }

    public void Complete(Exception? error) => _events.Writer.TryComplete(error);

    private static bool IsEphemeral(RoomEvent roomEvent) => roomEvent is RoomEvent.Typing or RoomEvent.MembersChanged;

    private ref int CountOf(RoomEvent roomEvent) => ref IsEphemeral(roomEvent) ? ref _ephemeral : ref _messages;
}
