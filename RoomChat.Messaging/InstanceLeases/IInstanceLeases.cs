namespace RoomChat.Messaging.InstanceLeases;

/// <summary>
/// Which instances live, so that what a crashed one left at the broker can be taken over and removed. An instance holds its lease by renewing it; one
/// that has ended is claimed by another instance, which holds it as its guardian while it tidies up.
/// </summary>
public interface IInstanceLeases
{
    /// <summary>How long a lease holds without being renewed.</summary>
    TimeSpan Duration { get; }

    /// <summary>An instance says that it lives. It takes its lease back from a guardian who thought otherwise.</summary>
    Task RenewAsync(string instanceId, CancellationToken ct);

    /// <summary>Lets a lease end now, so that others need not wait for it. One that nobody held comes into being, ended.</summary>
    Task EndAsync(string instanceId, CancellationToken ct);

    /// <summary>Becomes the guardian of all whose leases have ended.</summary>
    /// <returns>The instances, each given to one guardian only until the new lease ends too.</returns>
    Task<IReadOnlyList<string>> ClaimEndedAsync(string guardian, CancellationToken ct);

    /// <summary>A guardian keeps what it claimed; false when it is not the guardian any more: the instance lives, or another took over.</summary>
    Task<bool> KeepAsync(string instanceId, string guardian, CancellationToken ct);

    /// <summary>Forgets an instance of which nothing is left.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>Whether another instance lives.</summary>
    Task<bool> HasOthersAsync(string instanceId, CancellationToken ct);

    /// <summary>The instances that are known, dead or alive.</summary>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct);
}
