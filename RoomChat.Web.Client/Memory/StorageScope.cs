namespace RoomChat.Web.Client.Memory;

/// <summary>Who shares what the browser keeps.</summary>
internal enum StorageScope
{
    /// <summary>All tabs, until it is removed.</summary>
    AllTabs,

    /// <summary>This tab, over reloads.</summary>
    ThisTab,
}
