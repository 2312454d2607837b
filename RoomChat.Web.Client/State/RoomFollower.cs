using System.Net;
using RoomChat.Client;

namespace RoomChat.Web.Client.State;

/// <summary>Applies a room's events to its state, from joining until the room is left.</summary>
/// <param name="api">Loads history.</param>
/// <param name="time">The clock.</param>
/// <param name="isLookedAt">Whether the user sees a room's new messages at once.</param>
/// <param name="read">Called when the user has read a room.</param>
/// <param name="sessionEnded">Called when the server reports that the session is over (HTTP 401).</param>
/// <param name="changed">Called after every change.</param>
/// <param name="arrived">Called for each new message.</param>
/// <param name="roomChanged">Called when a room's settings, or a user's role there, have changed.</param>
/// <param name="peopleKnown">Called when the server has sent the members of a room.</param>
internal sealed class RoomFollower(
    ChatApi api, TimeProvider time, Func<RoomState, bool> isLookedAt, Action<RoomState> read, Action sessionEnded, Action changed,
    Action<RoomState, MessageEntry> arrived, Action roomChanged, Action<RoomState> peopleKnown)
{
    /// <summary>Follows a room until it ends. Returns the error when the server ended it; null when the user did.</summary>
    /// <param name="room">The room.</param>
    /// <param name="subscription">Source of the room's events.</param>
    /// <param name="onLoaded">Called when the newest messages are loaded, or loading has failed.</param>
    /// <param name="ct">Stops following.</param>
    public async Task<RoomChatException?> FollowAsync(RoomState room, RoomSubscription subscription, Action onLoaded, CancellationToken ct)
    {
        // Events and history run in parallel, so that new messages do not wait for history. Offsets identify duplicates.
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

    /// <summary>Loads the members of the room: after joining, after a reconnect, and when an event was missed.</summary>
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

    /// <summary>Loads a page of history. On failure sets <see cref="RoomState.LoadProblem"/>.</summary>
    /// <param name="room">The room.</param>
    /// <param name="before">Loads messages before this offset; null for the newest.</param>
    /// <param name="ct">Cancels loading.</param>
    /// <param name="isReplacing">Whether the page replaces the shown messages, because history was lost.</param>
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
                _ = EndTypingAsync(room, ct);   // not awaited
                break;
            case RoomEvent.RoomChanged or RoomEvent.RoleChanged:
                roomChanged();
                break;
            case RoomEvent.MembersChanged change:
                if (!room.People.Take(change, time.GetUtcNow())) _ = AskForPeopleAsync(room, subscription, ct);   // not awaited
                break;
        }
    }

    private async Task EndTypingAsync(RoomState room, CancellationToken ct)
    {
        await Task.Delay(RoomPeople.TypingLasts, time, ct).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested) return;
        room.People.EndTyping(time.GetUtcNow());
        changed();
    }
}
