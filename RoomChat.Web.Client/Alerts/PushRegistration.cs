using RoomChat.Client;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Alerts;

/// <summary>Keeps the server's push subscription of this browser in line with the user's settings.</summary>
internal sealed class PushRegistration(INotifier notifier, ChatApi api, SettingsStore settings)
{
    private string? _said;
    private bool _isBusy;

    /// <summary>Whether the server sends push messages.</summary>
    public async Task<bool> IsOfferedAsync()
    {
        try
        {
            return await api.GetPushKeyAsync(CancellationToken.None) is not null;
        }
        catch (RoomChatException)
        {
            return false;   // the settings dialog asks again when it opens
        }
    }

    /// <summary>Subscribes to push; false when the browser, the user or the server does not allow it.</summary>
    public async Task<bool> TryBeginAsync()
    {
        try
        {
            return await api.GetPushKeyAsync(CancellationToken.None) is { } key && await notifier.SubscribeAsync(key) is not null;
        }
        catch (RoomChatException)
        {
            return false;
        }
    }

    /// <summary>Sends the subscription if rooms, preferences or settings have changed since the last call.</summary>
    public async Task FollowAsync(ChatState chat)
    {
        if (chat is not { Rooms: { } rooms, User: { } user })
        {
            _said = null;   // the session is over: the next one sends the subscription again
            return;
        }

        if (_isBusy || !rooms.AreOpen) return;
        var isOn = settings.Current is { Push: true, Notifications: true };
        var wanted = isOn ? WantedIn(rooms) : [];
        var listed = string.Join(' ', wanted.Select(room => $"{room.RoomId}/{room.MentionsOnly}"));
        var said = $"{user.Name} {settings.Current.PushHidesContent} {listed}";
        if (said == _said || (!isOn && _said is null)) return;
        _isBusy = true;
        try
        {
            await SayAsync(wanted);
            _said = said;
        }
        catch (RoomChatException e)
        {
            // A retryable failure is retried at the next change. The server would refuse the others again.
            if (!e.MayRetry) _said = said;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task SayAsync(List<PushRoom> wanted)
    {
        var key = wanted.Count > 0 ? await api.GetPushKeyAsync(CancellationToken.None) : null;
        var browser = key is null ? await notifier.UnsubscribeAsync() : await notifier.SubscribeAsync(key);
        if (browser is null) return;
        var (endpoint, browserKey, auth) = browser;
        await api.SubscribeToPushAsync(
            new PushRequest(endpoint, browserKey, auth, settings.Current.PushHidesContent, wanted), CancellationToken.None);
    }

    private static List<PushRoom> WantedIn(RoomsState rooms) =>
    [
        .. rooms.Joined.Select(room => (room.RoomId, Preference: rooms.Preference(room.RoomId)))
            .Where(room => room.Preference is { IsMuted: false, Alert: not RoomAlert.None })
            .OrderBy(room => room.RoomId.Value, StringComparer.Ordinal)
            .Take(PushRequest.MaxRooms)
            .Select(room => new PushRoom(room.RoomId.Value, room.Preference.Alert == RoomAlert.Mentions)),
    ];
}
