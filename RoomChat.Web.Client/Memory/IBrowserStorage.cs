namespace RoomChat.Web.Client.Memory;

/// <summary>
/// Key-value storage of the browser, for all tabs or for one tab. Where the browser forbids storage, nothing is stored.
/// </summary>
internal interface IBrowserStorage
{
    /// <summary>The text; null when there is none.</summary>
    ValueTask<string?> GetAsync(StorageScope scope, string key);

    /// <summary>Stores a text; null removes it.</summary>
    ValueTask SetAsync(StorageScope scope, string key, string? text);

    /// <summary>The keys that begin with a prefix.</summary>
    ValueTask<IReadOnlyList<string>> FindKeysAsync(StorageScope scope, string prefix);
}
