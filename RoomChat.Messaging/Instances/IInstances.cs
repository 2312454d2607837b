using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.Instances;

/// <summary>The live instances of all services, each with its last report. A report is valid for a lease.</summary>
public interface IInstances
{
    /// <summary>Replaces the last report of an instance.</summary>
    /// <param name="report">The new report.</param>
    /// <param name="lease">The time for which the report is valid without a new one.</param>
    /// <param name="ct">Cancels the wait.</param>
    Task ReportAsync(InstanceReport report, TimeSpan lease, CancellationToken ct);

    /// <summary>Removes an instance that stops.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>The reports of the live instances, by service and start.</summary>
    Task<IReadOnlyList<InstanceReport>> ReadAsync(CancellationToken ct);
}
