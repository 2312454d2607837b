using System.Text.Json;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

// Data for a start without a network: the user and the last messages. It belongs to one session, and is removed when the session ends.
internal sealed partial class PageMemory
{
    /// <summary>Key of the signed-in user.</summary>
    public const string UserKey = "roomchat.user";

    /// <summary>Key of the user's status text.</summary>
    public const string StatusKey = "roomchat.status";

    private const string KeptPrefix = "roomchat.kept/";

    /// <summary>The user who signed in last; null for none, and after signing out.</summary>
    public async ValueTask<ChatUser?> LoadUserAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, UserKey), MemoryJsonContext.Default.ChatUser)
            is { Id: not null, Name: not null } user
            ? user
            : null;

    /// <summary>Stores the signed-in user. Data of another user is removed first.</summary>
    public async ValueTask SaveUserAsync(ChatUser user)
    {
        if ((await LoadUserAsync())?.Id != user.Id)
        {
            await ForgetAllKeptAsync();
            await SaveStatusAsync(null);
        }

        await storage.SetAsync(StorageScope.AllTabs, UserKey, JsonSerializer.Serialize(user, MemoryJsonContext.Default.ChatUser));
    }

    /// <summary>The user's status text; null for none.</summary>
    public ValueTask<string?> LoadStatusAsync() => storage.GetAsync(StorageScope.AllTabs, StatusKey);

    public ValueTask SaveStatusAsync(string? status) => storage.SetAsync(StorageScope.AllTabs, StatusKey, status);

    /// <summary>Removes the user and the stored messages at the end of the session. The next start asks for a name.</summary>
    public async ValueTask ForgetUserAsync()
    {
        await storage.SetAsync(StorageScope.AllTabs, UserKey, null);
        await SaveStatusAsync(null);
        await ForgetAllKeptAsync();
    }

    /// <summary>The stored messages of a room; empty when there are none.</summary>
    public async ValueTask<IReadOnlyList<KeptMessage>> LoadKeptAsync(RoomId roomId) =>
        Read(await storage.GetAsync(StorageScope.AllTabs, KeptPrefix + roomId), MemoryJsonContext.Default.KeptRoom)?.Messages ?? [];

    public ValueTask SaveKeptAsync(RoomId roomId, IReadOnlyList<KeptMessage> messages) => storage.SetAsync(
        StorageScope.AllTabs, KeptPrefix + roomId, JsonSerializer.Serialize(new KeptRoom(messages), MemoryJsonContext.Default.KeptRoom));

    public ValueTask ForgetKeptAsync(RoomId roomId) => storage.SetAsync(StorageScope.AllTabs, KeptPrefix + roomId, null);

    /// <summary>Removes the stored messages of all rooms.</summary>
    public ValueTask ForgetAllKeptAsync() => ForgetAllAsync(StorageScope.AllTabs, KeptPrefix);

    /// <summary>Removes all drafts. Used when a user with another name signs in, who must not see them.</summary>
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
