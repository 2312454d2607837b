namespace RoomChat.ServiceDefaults.Lifetime;

/// <summary>What a service does with its open connections before it stops (see <see cref="DrainingLifetime"/>).</summary>
public interface IDrain
{
    /// <summary>Takes nobody in any more, asks everyone to go, and waits a little for them. Asked again, it is the same drain.</summary>
    Task DrainAsync(CancellationToken ct);
}
