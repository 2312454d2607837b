using System.Text;

namespace RoomChat.Messaging.RoomLog;

/// <summary>One subscribed channel of <see cref="RoomChannels"/> with its listeners. Guarded by their lock, except where noted.</summary>
internal sealed class HeardChannel(string name, int slot, bool isSharded, RoomChannelReader reader)
{
    private TaskCompletionSource _stands = NewWait();

    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public int Slot { get; } = slot;

    /// <summary>The channel's reader. Only this reader's thread moves the channel, so it can check the ownership without a lock.</summary>
    public RoomChannelReader Reader { get; private set; } = reader;

    /// <summary>Replaced as a whole, so that the reader's thread can iterate without the lock.</summary>
    public IRoomListener[] Listeners { get; private set; } = [];

    /// <summary>Number of unconfirmed subscribe and unsubscribe commands. They are confirmed in order.</summary>
    public int Unconfirmed { get; private set; }

    /// <summary>The subscription existed and is interrupted now: announcements may be lost.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Number of moves to other readers since the last confirmed subscription.</summary>
    public int Moves { get; private set; }

    public Task Stands => _stands.Task;

    /// <summary>The last epoch received. Used only by the reader's thread.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>Whether anything was received since the last flush. Used only by the reader's thread.</summary>
    public bool HasHeard { get; set; }

    public void Add(IRoomListener listener) => Listeners = [.. Listeners, listener];

    public void Remove(IRoomListener listener)
    {
        var index = Array.IndexOf(Listeners, listener);
        if (index >= 0) Listeners = [.. Listeners[..index], .. Listeners[(index + 1)..]];
    }

    /// <summary>Sends a subscribe command when there are listeners, else an unsubscribe command.</summary>
    public void Tell()
    {
        if (Listeners.Length > 0 && _stands.Task.IsCompleted) _stands = NewWait();
        if (Reader.Socket is not { } socket) return;
        Unconfirmed++;
        socket.Send(
            (Listeners.Length > 0, isSharded) switch
            {
                (true, false) => "SUBSCRIBE"u8,
                (false, false) => "UNSUBSCRIBE"u8,
                (true, true) => "SSUBSCRIBE"u8,
                (false, true) => "SUNSUBSCRIBE"u8,
            },
            Utf8Name);
    }

    /// <summary>Handles Redis' confirmation of a command, or an unsubscribe that Redis sent because the slot moved.</summary>
    public void Confirm(bool isHeard)
    {
        if (Unconfirmed > 0 && --Unconfirmed > 0) return;
        if (!isHeard || Listeners.Length == 0) return;
        IsInterrupted = false;
        Moves = 0;
        _stands.TrySetResult();
    }

    /// <summary>The connection is lost, and all commands in flight with it.</summary>
    public void Interrupt()
    {
        IsInterrupted |= _stands.Task.IsCompleted;
        Unconfirmed = 0;
    }

    public void MoveTo(RoomChannelReader reader)
    {
        Reader = reader;
        Moves++;
        Tell();
    }

    private static TaskCompletionSource NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
