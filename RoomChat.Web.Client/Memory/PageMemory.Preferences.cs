using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Memory;

// How the user wants the page and its rooms.
internal sealed partial class PageMemory
{
    /// <summary>The entry that has the settings.</summary>
    public const string SettingsKey = "roomchat.settings";

    /// <summary>Entries that tell what is wanted of a room begin with this.</summary>
    public const string PreferencePrefix = "roomchat.preference/";

    private const string KeptUnreadPrefix = "roomchat.unread/";
    private const string KnownKey = "roomchat.known";
    private const string InvitationKey = "roomchat.invitation";

    public async ValueTask<PageSettings> LoadSettingsAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, SettingsKey), MemoryJsonContext.Default.PageSettings) ?? PageSettings.Default;

    public ValueTask SaveSettingsAsync(PageSettings settings) =>
        storage.SetAsync(StorageScope.AllTabs, SettingsKey, JsonSerializer.Serialize(settings, MemoryJsonContext.Default.PageSettings));

    public async ValueTask<RoomPreference> LoadPreferenceAsync(RoomId roomId) =>
        Read(await storage.GetAsync(StorageScope.AllTabs, PreferencePrefix + roomId), MemoryJsonContext.Default.RoomPreference) ?? RoomPreference.Default;

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

    /// <summary>Whether the user has made a room unread and not turned to it since.</summary>
    public async ValueTask<bool> LoadKeptUnreadAsync(RoomId roomId) => await storage.GetAsync(StorageScope.AllTabs, KeptUnreadPrefix + roomId) is not null;

    public ValueTask SaveKeptUnreadAsync(RoomId roomId, bool isKept) => storage.SetAsync(StorageScope.AllTabs, KeptUnreadPrefix + roomId, isKept ? "1" : null);

    /// <summary>The invitation that this tab came with, until it is used; null for none.</summary>
    public ValueTask<string?> LoadInvitationAsync() => storage.GetAsync(StorageScope.ThisTab, InvitationKey);

    public ValueTask SaveInvitationAsync(string? secret) => storage.SetAsync(StorageScope.ThisTab, InvitationKey, secret);

    /// <summary>The rooms that were joined in this browser, and when that was last.</summary>
    public async ValueTask<Dictionary<string, DateTimeOffset>> LoadKnownAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, KnownKey), MemoryJsonContext.Default.DictionaryStringDateTimeOffset) ?? [];

    public ValueTask SaveKnownAsync(Dictionary<string, DateTimeOffset> known) =>
        storage.SetAsync(StorageScope.AllTabs, KnownKey, JsonSerializer.Serialize(known, MemoryJsonContext.Default.DictionaryStringDateTimeOffset));
}
