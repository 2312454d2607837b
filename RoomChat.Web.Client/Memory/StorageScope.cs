namespace RoomChat.Web.Client.Memory;

/// <summary>Scope of an entry in the browser's storage.</summary>
internal enum StorageScope
{
    /// <summary>All tabs, until the entry is removed.</summary>
    AllTabs,

    /// <summary>This tab; it survives reloads.</summary>
    ThisTab,
}
