namespace RoomChat.Benchmarks.Soak;

/// <summary>What happens to the instances every minute, to one after the other.</summary>
internal enum SoakDisturbance
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is killed, and started again at once.</summary>
    Kill,

    /// <summary>It is replaced as Azure Container Apps does it: see <see cref="SoakServers.ReplaceAsync"/>.</summary>
    Replace,
}
