using System.Text;
using RoomChat.Messaging.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>One channel that a <see cref="RoomChannelReader"/> hears, and who listens to it. Guarded by the reader's lock, but for what its thread alone uses.</summary>
internal sealed class HeardChannel(string name)
{
    private TaskCompletionSource _stands = NewWait();

    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Replaced as a whole, so that the reader's thread goes through it without the lock.</summary>
    public IRoomListener[] Listeners { get; private set; } = [];

    /// <summary>Subscribing and unsubscribing commands that are not confirmed yet. They are confirmed in their order.</summary>
    public int Unconfirmed { get; private set; }

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
    public void Tell(PushSocket? socket)
    {
        if (Listeners.Length > 0 && _stands.Task.IsCompleted) _stands = NewWait();
        if (socket is null) return;
        Unconfirmed++;
        socket.Send(Listeners.Length > 0 ? "SUBSCRIBE"u8 : "UNSUBSCRIBE"u8, Utf8Name);
    }

    /// <summary>A command was confirmed; true when the channel is not heard any more.</summary>
    public bool Confirm()
    {
        if (--Unconfirmed > 0) return false;
        if (Listeners.Length > 0) _stands.TrySetResult();
        return Listeners.Length == 0;
    }

    /// <summary>The connection that carried it is gone, with everything on its way.</summary>
    public void Interrupt() => Unconfirmed = 0;

    private static TaskCompletionSource NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
