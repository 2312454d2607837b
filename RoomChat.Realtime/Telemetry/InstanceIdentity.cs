namespace RoomChat.Realtime.Telemetry;

/// <summary>
/// Who this process is among the instances: new at every start, so that a restarted instance never inherits a dead one's share.
/// </summary>
internal sealed class InstanceIdentity
{
    /// <summary>Twelve hexadecimal digits.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n")[..12];
}
