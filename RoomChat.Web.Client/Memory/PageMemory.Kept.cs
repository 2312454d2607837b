using System.Text.Json;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

// What a start without a network shows: who was here, and what was said last. It belongs to one session, and is removed with it.
internal sealed partial class PageMemory
{
    /// <summary>The entry that tells whose session it is.</summary>
    public const string UserKey = "roomchat.user";

    /// <summary>The entry that tells what the user shows beside the name.</summary>
    public const string StatusKey = "roomchat.status";

    private const string KeptPrefix = "roomchat.kept/";

    /// <summary>The user who was signed in last; null for none, and after signing out.</summary>
    public async ValueTask<ChatUser?> LoadUserAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, UserKey), MemoryJsonContext.Default.ChatUser) is { Id: not null, Name: not null } user ? user : null;

    /// <summary>Keeps whose session it is. What was kept for another user is removed first.</summary>
    public async ValueTask SaveUserAsync(ChatUser user)
    {
        if ((await LoadUserAsync())?.Id != user.Id)
        {
            await ForgetAllKeptAsync();
            await SaveStatusAsync(null);
        }

        await storage.SetAsync(StorageScope.AllTabs, UserKey, JsonSerializer.Serialize(user, MemoryJsonContext.Default.ChatUser));
    }

    /// <summary>What the user shows beside the name; null for nothing.</summary>
    public ValueTask<string?> LoadStatusAsync() => storage.GetAsync(StorageScope.AllTabs, StatusKey);

    public ValueTask SaveStatusAsync(string? status) => storage.SetAsync(StorageScope.AllTabs, StatusKey, status);

    /// <summary>The session is over: the next start asks for a name, and what was said in the rooms does not stay on the device.</summary>
    public async ValueTask ForgetUserAsync()
    {
        await storage.SetAsync(StorageScope.AllTabs, UserKey, null);
        await SaveStatusAsync(null);
        await ForgetAllKeptAsync();
    }

    /// <summary>The last messages of a room, as far as they are kept here.</summary>
    public async ValueTask<IReadOnlyList<KeptMessage>> LoadKeptAsync(RoomId roomId) =>
        Read(await storage.GetAsync(StorageScope.AllTabs, KeptPrefix + roomId), MemoryJsonContext.Default.KeptRoom)?.Messages ?? [];

    public ValueTask SaveKeptAsync(RoomId roomId, IReadOnlyList<KeptMessage> messages) => storage.SetAsync(
        StorageScope.AllTabs, KeptPrefix + roomId, JsonSerializer.Serialize(new KeptRoom(messages), MemoryJsonContext.Default.KeptRoom));

    public ValueTask ForgetKeptAsync(RoomId roomId) => storage.SetAsync(StorageScope.AllTabs, KeptPrefix + roomId, null);

    /// <summary>Removes the messages of all rooms.</summary>
    public ValueTask ForgetAllKeptAsync() => ForgetAllAsync(StorageScope.AllTabs, KeptPrefix);

    /// <summary>Another name enters: what was half written under the last one is not shown to it.</summary>
    public async ValueTask ForgetDraftsAsync()
    {
        await ForgetAllAsync(StorageScope.ThisTab, DraftPrefix);
        await ForgetAllAsync(StorageScope.AllTabs, DraftPrefix);
        _sharedDrafts.Clear();
    }

    private async ValueTask ForgetAllAsync(StorageScope scope, string prefix)
    {
        foreach (var key in await storage.FindKeysAsync(scope, prefix)) await storage.SetAsync(scope, key, null);
    }
}
