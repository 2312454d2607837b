using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

/// <summary>Tells others in rooms of few people how far the user has read: not for each message, and always to the last one.</summary>
/// <param name="userId">Whose page this is.</param>
/// <param name="isWanted">Whether the user wants others to know.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadReceipts(string userId, Func<bool> isWanted, TimeProvider time)
{
    /// <summary>What the protocol asks for.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Dictionary<RoomId, Told> _rooms = [];

    /// <summary>The user has read more of a room, or the server has told what it knows of it.</summary>
    public void Tell(RoomState room)
    {
        if (!isWanted() || !room.People.TellsReads || room.ReadTo is not { } readTo || room.People.ReadToOf(userId) == readTo) return;
        if (!_rooms.TryGetValue(room.RoomId, out var told)) _rooms[room.RoomId] = told = new Told();
        if (told.IsWaiting) return;
        var wait = told.At is { } at ? Every - time.GetElapsedTime(at) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero) _ = TellLaterAsync(room, told, wait);   // ends by itself
        else if (room.Subscription?.TrySendRead(readTo.Offset) == true) told.At = time.GetTimestamp();
    }

    private async Task TellLaterAsync(RoomState room, Told told, TimeSpan wait)
    {
        told.IsWaiting = true;
        await Task.Delay(wait, time);
        told.IsWaiting = false;
        Tell(room);
    }

    private sealed class Told
    {
        public long? At { get; set; }

        public bool IsWaiting { get; set; }
    }
}
