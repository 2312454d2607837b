namespace RoomChat.Messaging.InstanceLeases;

/// <summary>
/// Leases of the instances. They show which instances live, so that a crashed instance's broker resources can be removed. An instance
/// renews its lease. When a lease has ended, another instance claims it and holds it as guardian during the cleanup.
/// </summary>
public interface IInstanceLeases
{
    /// <summary>How long a lease holds without being renewed.</summary>
    TimeSpan Duration { get; }

    /// <summary>Renews the instance's own lease, or takes it back from a guardian.</summary>
    Task RenewAsync(string instanceId, CancellationToken ct);

    /// <summary>Ends a lease now, so that others need not wait for it. A missing lease is added as ended.</summary>
    Task EndAsync(string instanceId, CancellationToken ct);

    /// <summary>Becomes the guardian of all instances with ended leases.</summary>
    /// <returns>The instances, each given to one guardian only until the new lease ends too.</returns>
    Task<IReadOnlyList<string>> ClaimEndedAsync(string guardian, CancellationToken ct);

    /// <summary>
    /// Renews a claimed lease. False when the caller is no longer the guardian: the instance lives, or another guardian took over.
    /// </summary>
    Task<bool> KeepAsync(string instanceId, string guardian, CancellationToken ct);

    /// <summary>Removes an instance that has no resources left.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>Whether another instance lives.</summary>
    Task<bool> HasOthersAsync(string instanceId, CancellationToken ct);

    /// <summary>All known instances, dead or alive.</summary>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct);
}
