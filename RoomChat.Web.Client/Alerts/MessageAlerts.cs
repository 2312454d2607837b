using RoomChat.Contracts;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Alerts;

/// <summary>Decides which messages notify the user, and how.</summary>
internal sealed class MessageAlerts(INotifier notifier, SettingsStore settings)
{
    private const int LongestBody = 160;

    /// <summary>Handles a received message.</summary>
    public async Task TakeAsync(ChatState chat, RoomState room, MessageEntry entry)
    {
        if (chat is not { User: { } me, Rooms: { } rooms } || !IsTold(entry, me.Id, me.Name, rooms.Preference(room.RoomId))) return;
        if (chat.IsPageVisible && rooms.Current == room && room.IsEndInSight) return;
        if (settings.Current.Sound) await notifier.SoundAsync();
        // On a visible page the unread count is enough.
        if (!settings.Current.Notifications || chat.IsPageVisible) return;
        var body = entry.Content.Length <= LongestBody ? entry.Content : entry.Content[..LongestBody] + "…";
        await notifier.ShowAsync($"{entry.User.Name} · {rooms.Created(room.RoomId)?.Title ?? $"#{room.RoomId}"}", body, room.RoomId.Value);
    }

    internal static bool IsTold(MessageEntry entry, string myId, string myName, RoomPreference preference) =>
        entry.User.Id != myId && !preference.IsMuted && preference.Alert switch
        {
            RoomAlert.All => true,
            RoomAlert.Mentions => Mention.Of(entry.Content, myName),
            _ => false,
        };
}
