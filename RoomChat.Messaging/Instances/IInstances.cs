using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.Instances;

/// <summary>The living instances of all services, each with its last report. A report holds for a lease.</summary>
public interface IInstances
{
    /// <summary>Puts a report in the place of the instance's last one.</summary>
    /// <param name="report">What the instance says.</param>
    /// <param name="lease">How long it holds without another one.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task ReportAsync(InstanceReport report, TimeSpan lease, CancellationToken ct);

    /// <summary>Forgets an instance that stops.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>The reports of the living instances, by service and start.</summary>
    Task<IReadOnlyList<InstanceReport>> ReadAsync(CancellationToken ct);
}
