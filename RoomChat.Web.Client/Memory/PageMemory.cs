using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>
/// Stores the page's data in the browser. Each room and each message has its own entry, so that tabs do not overwrite each other.
/// Joined rooms and unsent messages survive reloads and the end of the session. They are removed when the user leaves the room, or sends
/// or discards the message. Messages of a room's log are removed with the session, and drafts when another name signs in.
/// </summary>
internal sealed partial class PageMemory(IBrowserStorage storage, TimeProvider time)
{
    /// <summary>Key prefix of the read positions of rooms.</summary>
    public const string ReadPrefix = "roomchat.read/";

    /// <summary>Key of the last chosen name.</summary>
    public const string NameKey = "roomchat.name";

    /// <summary>Key prefix of drafts.</summary>
    public const string DraftPrefix = "roomchat.draft/";

    private const string RoomPrefix = "roomchat.room/";
    private const string UnsentPrefix = "roomchat.unsent/";
    private const string CurrentKey = "roomchat.current";

    /// <summary>Key of earlier versions: one entry for all rooms.</summary>
    private const string OldRoomsKey = "roomchat.rooms";

    private readonly Dictionary<RoomId, string> _sharedDrafts = [];

    /// <summary>The last chosen name; null for none.</summary>
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

        var joined = rooms.OrderBy(room => room.JoinedAt, StringComparer.Ordinal).ThenBy(room => room.Name, StringComparer.Ordinal)
            .Select(room => room.Name);
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
            if (Read(await storage.GetAsync(StorageScope.AllTabs, key), MemoryJsonContext.Default.UnsentMessage) is { } message
                && message.RoomId == roomId.Value)
            {
                unsent.Add(message);
            }
        }

        return new RememberedRoom(
            await LoadDraftAsync(roomId), await LoadReadAsync(roomId), [.. unsent.OrderBy(message => message.Timestamp)]);
    }

    /// <summary>
    /// Stores a draft for this tab, and for tabs that are opened later. Two tabs may have different drafts for a room. Neither removes the
    /// draft of the other.
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

    /// <summary>The read position of a room, for all tabs.</summary>
    public async ValueTask<RoomPosition?> LoadReadAsync(RoomId roomId) =>
        await storage.GetAsync(StorageScope.AllTabs, ReadPrefix + roomId) is { } text
        && text.Split(' ', 2) is [var offset, var epoch]
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new RoomPosition(number, epoch) : null;

    /// <summary>Stores the read position of a room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="position">The last read message.</param>
    /// <param name="isBackwards">Whether the position may move backwards.</param>
    public async ValueTask SaveReadAsync(RoomId roomId, RoomPosition position, bool isBackwards = false)
    {
        // Another tab may have read further.
        if (!isBackwards && await LoadReadAsync(roomId) is { } known
            && known.Epoch == position.Epoch && known.Offset >= position.Offset)
        {
            return;
        }

        await storage.SetAsync(
            StorageScope.AllTabs,
            ReadPrefix + roomId,
            string.Create(CultureInfo.InvariantCulture, $"{position.Offset} {position.Epoch}"));
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
        if (Read(await storage.GetAsync(StorageScope.AllTabs, OldRoomsKey), MemoryJsonContext.Default.RememberedRooms)
            is not { Joined: not null } old)
        {
            return;
        }

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
            return null;   // the value was not written by this page
        }
    }
}
