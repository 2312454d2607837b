using System.Text.Json;
using RoomChat.Client;

namespace RoomChat.Web.Client.State;

/// <summary>Brings what happens in a room into its state, from the moment of joining until the room is left.</summary>
internal sealed class RoomFollower(ChatApi api, ToastTray toasts, TimeProvider time, Func<RoomState, bool> isLookedAt, Action changed)
{
    public async Task FollowAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        // All at once: what is said while history is on its way must not wait, and the offsets tell what came twice.
        var hearing = HearAsync(room, subscription, ct);
        var asking = AskForPeopleAsync(room, subscription, ct);
        await LoadAsync(room, before: null, ct);
        await asking;
        await hearing;
    }

    public async Task HearAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        try
        {
            await foreach (var roomEvent in subscription.ReadEventsAsync(ct))
            {
                await TakeAsync(room, subscription, roomEvent, ct);
                changed();
            }
        }
        catch (RoomChatException e)
        {
            toasts.Show($"You are no longer in {room.RoomId}. {e.Message}");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;   // signed out, or the page is closed
        }
    }

    /// <summary>Asks who is in the room: after joining, after a break, and when an event was missed.</summary>
    public async Task AskForPeopleAsync(RoomState room, RoomSubscription subscription, CancellationToken ct)
    {
        try
        {
            room.People.Take(await subscription.GetMembersAsync(ct));
            changed();
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException)
        {
            return;   // the list stays as it is; the next event or reconnect asks again
        }
    }

    public async Task LoadAsync(RoomState room, long? before, CancellationToken ct)
    {
        room.IsLoading = true;
        changed();
        try
        {
            room.TakeHistory(await api.GetHistoryAsync(room.RoomId, before, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
        {
            toasts.Show($"Earlier messages of {room.RoomId} could not be loaded.");
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
                room.People.StopTyping(message.User.Id);
                break;
            case RoomEvent.HistoryLost:
                room.ForgetDelivered();
                await LoadAsync(room, before: null, ct);
                break;
            case RoomEvent.Typing { User: var user }:
                room.People.StartTyping(user, time.GetUtcNow());
                _ = EndTypingAsync(room, ct);   // ends by itself
                break;
            case RoomEvent.MembersChanged change:
                if (!room.People.Take(change)) _ = AskForPeopleAsync(room, subscription, ct);   // ends by itself
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
