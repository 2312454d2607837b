using System.Net;
using RoomChat.Client;

namespace RoomChat.Web.Client.State;

/// <summary>Brings what happens in a room into its state, from the moment of joining until the room is left.</summary>
/// <param name="api">Gives what was said before.</param>
/// <param name="time">The clock.</param>
/// <param name="isLookedAt">Whether the user reads a room's messages as they come.</param>
/// <param name="read">Told of each room that the user has read.</param>
/// <param name="sessionEnded">Told when the server does not know the user any more.</param>
/// <param name="changed">Told of every change.</param>
/// <param name="arrived">Told of each new message.</param>
/// <param name="roomChanged">Told when a room's settings, or the role of a user there, have changed.</param>
/// <param name="peopleKnown">Told when the server has said who is in a room.</param>
internal sealed class RoomFollower(
    ChatApi api, TimeProvider time, Func<RoomState, bool> isLookedAt, Action<RoomState> read, Action sessionEnded, Action changed,
    Action<RoomState, MessageEntry> arrived, Action roomChanged, Action<RoomState> peopleKnown)
{
    /// <summary>Follows a room; the reason why it ended, when it was the server's and not the user's.</summary>
    /// <param name="room">The room.</param>
    /// <param name="subscription">What happens in it.</param>
    /// <param name="onLoaded">Called when the newest messages are there, or could not be loaded.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<RoomChatException?> FollowAsync(RoomState room, RoomSubscription subscription, Action onLoaded, CancellationToken ct)
    {
        // All at once: what is said while history is on its way must not wait, and the offsets tell what came twice.
        var hearing = HearAsync(room, subscription, ct);
        var asking = AskForPeopleAsync(room, subscription, ct);
        await LoadAsync(room, before: null, ct);
        onLoaded();
        await asking;
        return await hearing;
    }

    public async Task<RoomChatException?> HearAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        try
        {
            await foreach (var roomEvent in subscription.ReadEventsAsync(ct))
            {
                await TakeAsync(room, subscription, roomEvent, ct);
                changed();
            }

            return null;
        }
        catch (RoomChatException e)
        {
            return e;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;   // signed out, or the page is closed
        }
    }

    /// <summary>Asks who is in the room: after joining, after a break, and when an event was missed.</summary>
    public async Task AskForPeopleAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        try
        {
            room.People.Take(await subscription.GetMembersAsync(ct));
            peopleKnown(room);
            changed();
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException)
        {
            return;   // the list stays as it is; the next event or reconnect asks again
        }
    }

    /// <summary>Loads the messages before an offset, or the newest. The room says why when that fails.</summary>
    /// <param name="room">The room.</param>
    /// <param name="before">The offset.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="isReplacing">Whether the log began anew, so that what is shown must go.</param>
    public async Task LoadAsync(RoomState room, long? before, CancellationToken ct, bool isReplacing = false)
    {
        room.IsLoading = true;
        changed();
        try
        {
            var page = await api.GetHistoryAsync(room.RoomId, before, ct);
            if (isReplacing) room.TakeNewHistory(page);
            else room.TakeHistory(page);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (RoomChatException e)
        {
            if (isReplacing) room.TakeNewHistory(page: null);
            room.LoadProblem = e;
            if (e.Status == HttpStatusCode.Unauthorized) sessionEnded();
        }
        finally
        {
            room.IsLoading = false;
            changed();
        }
    }

    private async Task TakeAsync(RoomState room, RoomSubscription subscription, RoomEvent roomEvent, CancellationToken ct)
    {
        switch (roomEvent)
        {
            case RoomEvent.MessageReceived { Message: var message }:
                room.Take(message, isLookedAt(room));
                if (isLookedAt(room)) read(room);
                arrived(room, MessageEntry.From(message));
                room.People.StopTyping(message.User.Id);
                break;
            case RoomEvent.HistoryLost { Position: var position }:
                room.Reset(position);
                await LoadAsync(room, before: null, ct, isReplacing: true);
                break;
            case RoomEvent.Typing { User: var user }:
                room.People.StartTyping(user, time.GetUtcNow());
                _ = EndTypingAsync(room, ct);   // ends by itself
                break;
            case RoomEvent.RoomChanged or RoomEvent.RoleChanged:
                roomChanged();
                break;
            case RoomEvent.MembersChanged change:
                if (!room.People.Take(change, time.GetUtcNow())) _ = AskForPeopleAsync(room, subscription, ct);   // ends by itself
                break;
        }
    }

    private async Task EndTypingAsync(RoomState room, CancellationToken ct)
    {
        await Task.Delay(RoomPeople.TypingLasts, time, ct).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested) return;
        room.People.EndTyping(time.GetUtcNow());
        changed();
    }
}
