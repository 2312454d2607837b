using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

/// <summary>Sends the user's read position in small rooms. It is rate-limited, but always sends the last position.</summary>
/// <param name="userId">Id of the signed-in user.</param>
/// <param name="isWanted">Whether the user allows read receipts.</param>
/// <param name="time">The clock.</param>
internal sealed class ReadReceipts(string userId, Func<bool> isWanted, TimeProvider time)
{
    /// <summary>Minimum time between two receipts of a room, as the protocol requires.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Dictionary<RoomId, Told> _rooms = [];

    /// <summary>Sends the read position if the server does not have it. Call it when either side changes.</summary>
    public void Tell(RoomState room)
    {
        if (!isWanted() || !room.People.TellsReads || room.ReadTo is not { } readTo || room.People.ReadToOf(userId) == readTo) return;
        if (!_rooms.TryGetValue(room.RoomId, out var told)) _rooms[room.RoomId] = told = new Told();
        if (told.IsWaiting) return;
        var wait = told.At is { } at ? Every - time.GetElapsedTime(at) : TimeSpan.Zero;
        if (wait > TimeSpan.Zero) _ = TellLaterAsync(room, told, wait);   // not awaited
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
