using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Memory;

// The user's settings, and preferences for rooms.
internal sealed partial class PageMemory
{
    /// <summary>Key of the settings.</summary>
    public const string SettingsKey = "roomchat.settings";

    /// <summary>Key prefix of the preferences for rooms.</summary>
    public const string PreferencePrefix = "roomchat.preference/";

    private const string KeptUnreadPrefix = "roomchat.unread/";
    private const string KnownKey = "roomchat.known";
    private const string InvitationKey = "roomchat.invitation";

    public async ValueTask<PageSettings> LoadSettingsAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, SettingsKey), MemoryJsonContext.Default.PageSettings) ?? PageSettings.Default;

    public ValueTask SaveSettingsAsync(PageSettings settings) =>
        storage.SetAsync(StorageScope.AllTabs, SettingsKey, JsonSerializer.Serialize(settings, MemoryJsonContext.Default.PageSettings));

    public async ValueTask<RoomPreference> LoadPreferenceAsync(RoomId roomId) =>
        Read(await storage.GetAsync(StorageScope.AllTabs, PreferencePrefix + roomId), MemoryJsonContext.Default.RoomPreference)
        ?? RoomPreference.Default;

    public async ValueTask<IReadOnlyDictionary<RoomId, RoomPreference>> LoadPreferencesAsync()
    {
        var preferences = new Dictionary<RoomId, RoomPreference>();
        foreach (var key in await storage.FindKeysAsync(StorageScope.AllTabs, PreferencePrefix))
        {
            if (RoomId.TryParse(key[PreferencePrefix.Length..], out var roomId)) preferences[roomId] = await LoadPreferenceAsync(roomId);
        }

        return preferences;
    }

    public ValueTask SavePreferenceAsync(RoomId roomId, RoomPreference preference) => storage.SetAsync(
        StorageScope.AllTabs,
        PreferencePrefix + roomId,
        preference == RoomPreference.Default ? null : JsonSerializer.Serialize(preference, MemoryJsonContext.Default.RoomPreference));

    /// <summary>Whether the user has marked a room as unread and not opened it since.</summary>
    public async ValueTask<bool> LoadKeptUnreadAsync(RoomId roomId) =>
        await storage.GetAsync(StorageScope.AllTabs, KeptUnreadPrefix + roomId) is not null;

    public ValueTask SaveKeptUnreadAsync(RoomId roomId, bool isKept) =>
        storage.SetAsync(StorageScope.AllTabs, KeptUnreadPrefix + roomId, isKept ? "1" : null);

    /// <summary>The secret of the invitation that opened this tab, until it is used; null for none.</summary>
    public ValueTask<string?> LoadInvitationAsync() => storage.GetAsync(StorageScope.ThisTab, InvitationKey);

    public ValueTask SaveInvitationAsync(string? secret) => storage.SetAsync(StorageScope.ThisTab, InvitationKey, secret);

    /// <summary>The rooms joined in this browser, each with the time of the last use.</summary>
    public async ValueTask<Dictionary<string, DateTimeOffset>> LoadKnownAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, KnownKey), MemoryJsonContext.Default.DictionaryStringDateTimeOffset) ?? [];

    public ValueTask SaveKnownAsync(Dictionary<string, DateTimeOffset> known) =>
        storage.SetAsync(
            StorageScope.AllTabs, KnownKey, JsonSerializer.Serialize(known, MemoryJsonContext.Default.DictionaryStringDateTimeOffset));
}
