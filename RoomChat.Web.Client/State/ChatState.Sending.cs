using RoomChat.Client;

namespace RoomChat.Web.Client.State;

// Sending messages.
public sealed partial class ChatState
{
    /// <summary>Sends a message. It is shown at once, and marked until it is in the room's log.</summary>
    public Task SendAsync(RoomState room, string content)
    {
        ArgumentNullException.ThrowIfNull(room);
        var outgoing = _outgoing ?? throw new InvalidOperationException("Nobody is signed in.");
        return SendAsync(() => outgoing.SendAsync(room, content));
    }

    /// <summary>Sends a failed message again with the same id.</summary>
    public Task ResendAsync(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        var outgoing = _outgoing ?? throw new InvalidOperationException("Nobody is signed in.");
        return SendAsync(() => outgoing.SendAsync(room, entry));
    }

    /// <summary>Discards a failed message.</summary>
    public Task DiscardAsync(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        return _outgoing?.DiscardAsync(room, entry) ?? Task.CompletedTask;
    }

    /// <summary>Moves a failed message back into the composer, before the text there.</summary>
    public async Task EditAsync(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        room.Draft = room.Draft.Length == 0 ? entry.Content : $"{entry.Content}\n{room.Draft}";
        if (Rooms is { } rooms) await rooms.KeepDraftAsync(room);
        await DiscardAsync(room, entry);
    }

    private Task SendAsync(Func<Task> send)
    {
        var sending = send();
        // The request itself does not show a dead network until it times out. So check the connection now.
        if (Connection is ConnectionState.Connected) _client?.CheckNow();
        return sending;
    }
}
