using System.Text.Json;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

// What a start without a network shows: who was here, and what was said last. Removed when the user signs out.
internal sealed partial class PageMemory
{
    private const string UserKey = "roomchat.user";
    private const string KeptPrefix = "roomchat.kept/";

    /// <summary>The user who was signed in last; null for none, and after signing out.</summary>
    public async ValueTask<ChatUser?> LoadUserAsync() =>
        Read(await storage.GetAsync(StorageScope.AllTabs, UserKey), MemoryJsonContext.Default.ChatUser) is { Id: not null, Name: not null } user ? user : null;

    public ValueTask SaveUserAsync(ChatUser user) =>
        storage.SetAsync(StorageScope.AllTabs, UserKey, JsonSerializer.Serialize(user, MemoryJsonContext.Default.ChatUser));

    /// <summary>The session is over: the next start asks for a name.</summary>
    public ValueTask ForgetUserAsync() => storage.SetAsync(StorageScope.AllTabs, UserKey, null);

    /// <summary>The last messages of a room, as far as they are kept here.</summary>
    public async ValueTask<IReadOnlyList<KeptMessage>> LoadKeptAsync(RoomId roomId) =>
        Read(await storage.GetAsync(StorageScope.AllTabs, KeptPrefix + roomId), MemoryJsonContext.Default.KeptRoom)?.Messages ?? [];

    public ValueTask SaveKeptAsync(RoomId roomId, IReadOnlyList<KeptMessage> messages) => storage.SetAsync(
        StorageScope.AllTabs, KeptPrefix + roomId, JsonSerializer.Serialize(new KeptRoom(messages), MemoryJsonContext.Default.KeptRoom));

    public ValueTask ForgetKeptAsync(RoomId roomId) => storage.SetAsync(StorageScope.AllTabs, KeptPrefix + roomId, null);

    /// <summary>The user has signed out: what was said in the rooms does not stay on the device.</summary>
    public async ValueTask ForgetAllKeptAsync()
    {
        foreach (var key in await storage.FindKeysAsync(KeptPrefix)) await storage.SetAsync(StorageScope.AllTabs, key, null);
    }
}
