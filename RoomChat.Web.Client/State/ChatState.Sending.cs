using RoomChat.Client;

namespace RoomChat.Web.Client.State;

// What the user says in the rooms.
public sealed partial class ChatState
{
    /// <summary>Says something in a room. It is shown at once, and marked until it is in the room's log.</summary>
    public Task SendAsync(RoomState room, string content)
    {
        ArgumentNullException.ThrowIfNull(room);
        var outgoing = _outgoing ?? throw new InvalidOperationException("Nobody is signed in.");
        return SendAsync(() => outgoing.SendAsync(room, content));
    }

    /// <summary>Sends a failed message again, under the same id.</summary>
    public Task ResendAsync(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        var outgoing = _outgoing ?? throw new InvalidOperationException("Nobody is signed in.");
        return SendAsync(() => outgoing.SendAsync(room, entry));
    }

    /// <summary>Throws a failed message away.</summary>
    public Task DiscardAsync(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        return _outgoing?.DiscardAsync(room, entry) ?? Task.CompletedTask;
    }

    /// <summary>Takes a failed message back into the composer, before what is written there.</summary>
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
        // What is said into a dead network must be told soon: the request tells nothing until it is answered.
        if (Connection is ConnectionState.Connected) _client?.CheckNow();
        return sending;
    }
}
