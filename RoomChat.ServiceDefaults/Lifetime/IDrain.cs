namespace RoomChat.ServiceDefaults.Lifetime;

/// <summary>Drains the open connections of a service before it stops (see <see cref="DrainingLifetime"/>).</summary>
public interface IDrain
{
    /// <summary>Accepts no more connections, asks the open ones to close, and waits a little. A second call is the same drain.</summary>
    Task DrainAsync(CancellationToken ct);
}
