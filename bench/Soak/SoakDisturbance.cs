namespace RoomChat.Benchmarks.Soak;

/// <summary>The disturbance of one instance after the other, every minute.</summary>
internal enum SoakDisturbance
{
    /// <summary>No disturbance.</summary>
    None,

    /// <summary>The instance is killed and restarted at once.</summary>
    Kill,

    /// <summary>The instance is replaced as by Azure Container Apps: see <see cref="SoakServers.ReplaceAsync"/>.</summary>
    Replace,
}
