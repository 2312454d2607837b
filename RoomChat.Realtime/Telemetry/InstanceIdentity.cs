namespace RoomChat.Realtime.Telemetry;

/// <summary>Id of this process among the instances. New at every start, so that it never inherits a dead instance's share.</summary>
internal sealed class InstanceIdentity
{
    /// <summary>Twelve hexadecimal digits.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n")[..12];
}
