using System.Text;

namespace RoomChat.Messaging.RoomLog;

/// <summary>One channel of <see cref="RoomChannels"/>, and who listens to it. Guarded by their lock, but for what its reader's thread alone uses.</summary>
internal sealed class HeardChannel(string name, int slot, bool isSharded, RoomChannelReader reader)
{
    private TaskCompletionSource _stands = NewWait();

    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public int Slot { get; } = slot;

    /// <summary>The one that hears it. Only that one's thread hands it over to another, so it needs no lock to see whether a channel is its own.</summary>
    public RoomChannelReader Reader { get; private set; } = reader;

    /// <summary>Replaced as a whole, so that the reader's thread goes through it without the lock.</summary>
    public IRoomListener[] Listeners { get; private set; } = [];

    /// <summary>Subscribing and unsubscribing commands that are not confirmed yet. They are confirmed in their order.</summary>
    public int Unconfirmed { get; private set; }

    /// <summary>It was heard, and is not at the moment: announcements may be lost.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>How often it went to another reader since it was heard.</summary>
    public int Moves { get; private set; }

    public Task Stands => _stands.Task;

    /// <summary>Used by the reader's thread alone: the epoch last heard.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>Used by the reader's thread alone: something was heard since the last flush.</summary>
    public bool HasHeard { get; set; }

    public void Add(IRoomListener listener) => Listeners = [.. Listeners, listener];

    public void Remove(IRoomListener listener)
    {
        var index = Array.IndexOf(Listeners, listener);
        if (index >= 0) Listeners = [.. Listeners[..index], .. Listeners[(index + 1)..]];
    }

    /// <summary>Sends the command that makes Redis do as the listeners want.</summary>
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

    /// <summary>Redis says whether it is heard now: in answer to a command, or, when its slot goes elsewhere, by itself.</summary>
    public void Confirm(bool isHeard)
    {
        if (Unconfirmed > 0 && --Unconfirmed > 0) return;
        if (!isHeard || Listeners.Length == 0) return;
        IsInterrupted = false;
        Moves = 0;
        _stands.TrySetResult();
    }

    /// <summary>What carried it is gone, with everything on its way.</summary>
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
