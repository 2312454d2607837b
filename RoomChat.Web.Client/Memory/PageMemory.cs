using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>
/// What the user did, kept over reloads and the end of the session. Each room and each message has an entry of its own, so that tabs do not
/// overwrite one another's. Only the user removes what the user did: by leaving a room, or by sending or discarding a text. What others
/// said goes with the session, and drafts go when another name enters.
/// </summary>
internal sealed partial class PageMemory(IBrowserStorage storage, TimeProvider time)
{
    /// <summary>Entries that tell how far a room was read begin with this.</summary>
    public const string ReadPrefix = "roomchat.read/";

    /// <summary>The entry that tells the name that was last chosen.</summary>
    public const string NameKey = "roomchat.name";

    /// <summary>Entries that have what is written and not sent begin with this.</summary>
    public const string DraftPrefix = "roomchat.draft/";

    private const string RoomPrefix = "roomchat.room/";
    private const string UnsentPrefix = "roomchat.unsent/";
    private const string CurrentKey = "roomchat.current";

    /// <summary>One entry for all rooms, as earlier versions of the page had it.</summary>
    private const string OldRoomsKey = "roomchat.rooms";

    private readonly Dictionary<RoomId, string> _sharedDrafts = [];

    /// <summary>The name that was last chosen; null when there was none.</summary>
    public ValueTask<string?> LoadNameAsync() => storage.GetAsync(StorageScope.AllTabs, NameKey);

    public ValueTask SaveNameAsync(string name) => storage.SetAsync(StorageScope.AllTabs, NameKey, name);

    public async ValueTask<RememberedRooms> LoadRoomsAsync()
    {
        await TakeOverAsync();
        var rooms = new List<(string Name, string JoinedAt)>();
        foreach (var key in await storage.FindKeysAsync(StorageScope.AllTabs, RoomPrefix))
        {
            if (await storage.GetAsync(StorageScope.AllTabs, key) is { } joinedAt) rooms.Add((key[RoomPrefix.Length..], joinedAt));
        }

        var joined = rooms.OrderBy(room => room.JoinedAt, StringComparer.Ordinal).ThenBy(room => room.Name, StringComparer.Ordinal).Select(
            room => room.Name);
        var current = await storage.GetAsync(StorageScope.ThisTab, CurrentKey) ?? await storage.GetAsync(StorageScope.AllTabs, CurrentKey);
        return new RememberedRooms([.. joined], current is { Length: > 0 } ? current : null);
    }

    public async ValueTask SaveJoinedAsync(RoomId roomId)
    {
        var key = RoomPrefix + roomId;
        if (await storage.GetAsync(StorageScope.AllTabs, key) is not null) return;
        await storage.SetAsync(StorageScope.AllTabs, key, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
    }

    public ValueTask ForgetJoinedAsync(RoomId roomId) => storage.SetAsync(StorageScope.AllTabs, RoomPrefix + roomId, null);

    public async ValueTask SaveCurrentAsync(RoomId? roomId)
    {
        await storage.SetAsync(StorageScope.ThisTab, CurrentKey, roomId?.Value ?? "");
        await storage.SetAsync(StorageScope.AllTabs, CurrentKey, roomId?.Value ?? "");
    }

    public async ValueTask<RememberedRoom> LoadRoomAsync(RoomId roomId)
    {
        var unsent = new List<UnsentMessage>();
        foreach (var key in await storage.FindKeysAsync(StorageScope.AllTabs, UnsentPrefix))
        {
            if (Read(await storage.GetAsync(StorageScope.AllTabs, key), MemoryJsonContext.Default.UnsentMessage) is { } message && message.RoomId == roomId.Value) unsent.Add(message);
        }

        return new RememberedRoom(
            await LoadDraftAsync(roomId), await LoadReadAsync(roomId), [.. unsent.OrderBy(message => message.Timestamp)]);
    }

    /// <summary>
    /// Keeps a draft for this tab, and for a tab that is opened later. Two tabs may have two drafts for a room: neither removes the
    /// other's.
    /// </summary>
    public async ValueTask SaveDraftAsync(RoomId roomId, string draft)
    {
        var key = DraftPrefix + roomId;
        await storage.SetAsync(StorageScope.ThisTab, key, draft);
        var isShared = draft.Length > 0 || await storage.GetAsync(StorageScope.AllTabs, key) == _sharedDrafts.GetValueOrDefault(roomId);
        if (!isShared) return;
        _sharedDrafts[roomId] = draft;
        await storage.SetAsync(StorageScope.AllTabs, key, draft.Length > 0 ? draft : null);
    }

    /// <summary>How far a room was read, in any tab.</summary>
    public async ValueTask<RoomPosition?> LoadReadAsync(RoomId roomId) =>
        await storage.GetAsync(StorageScope.AllTabs, ReadPrefix + roomId) is { } text
        && text.Split(' ', 2) is [var offset, var epoch]
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new RoomPosition(number, epoch) : null;

    /// <summary>Keeps how far a room was read.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="position">The last message that was read.</param>
    /// <param name="isBackwards">Whether the user wants it so, although more was read.</param>
    public async ValueTask SaveReadAsync(RoomId roomId, RoomPosition position, bool isBackwards = false)
    {
        // Another tab may have read further.
        if (!isBackwards && await LoadReadAsync(roomId) is { } known && known.Epoch == position.Epoch && known.Offset >= position.Offset) return;
        await storage.SetAsync(StorageScope.AllTabs, ReadPrefix + roomId, string.Create(CultureInfo.InvariantCulture, $"{position.Offset} {position.Epoch}"));
    }

    public ValueTask SaveUnsentAsync(UnsentMessage message) =>
        storage.SetAsync(
            StorageScope.AllTabs, UnsentPrefix + message.Id, JsonSerializer.Serialize(message, MemoryJsonContext.Default.UnsentMessage));

    public ValueTask ForgetUnsentAsync(string messageId) => storage.SetAsync(StorageScope.AllTabs, UnsentPrefix + messageId, null);

    private async ValueTask<string> LoadDraftAsync(RoomId roomId)
    {
        var shared = await storage.GetAsync(StorageScope.AllTabs, DraftPrefix + roomId);
        var own = await storage.GetAsync(StorageScope.ThisTab, DraftPrefix + roomId);
        if (shared is not null && (own is null || own == shared)) _sharedDrafts[roomId] = shared;
        return own ?? shared ?? "";
    }

    private async ValueTask TakeOverAsync()
    {
        if (Read(await storage.GetAsync(StorageScope.AllTabs, OldRoomsKey), MemoryJsonContext.Default.RememberedRooms) is not { Joined: not null } old) return;
        foreach (var name in old.Joined)
        {
            if (RoomId.TryParse(name, out var roomId)) await SaveJoinedAsync(roomId);
        }

        if (RoomId.TryParse(old.Current, out var current)) await SaveCurrentAsync(current);
        await storage.SetAsync(StorageScope.AllTabs, OldRoomsKey, null);
    }

    private static T? Read<T>(string? text, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;   // somebody else's value
        }
    }
}
