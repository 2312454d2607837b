namespace RoomChat.Web.Client.Memory;

/// <summary>
/// Texts by key that the browser keeps: for all tabs, and for one tab over a reload. A browser that forbids it keeps nothing.
/// </summary>
internal interface IBrowserStorage
{
    /// <summary>The text; null when there is none.</summary>
    ValueTask<string?> GetAsync(StorageScope scope, string key);

    /// <summary>Keeps a text; null removes it.</summary>
    ValueTask SetAsync(StorageScope scope, string key, string? text);

    /// <summary>The keys that begin with a prefix.</summary>
    ValueTask<IReadOnlyList<string>> FindKeysAsync(StorageScope scope, string prefix);
}
