using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;

namespace RoomChat.Tests.Messaging.Instances;

/// <summary>Counts what reaches the real registry.</summary>
internal sealed class RecordedInstances(IInstances instances) : IInstances
{
    public List<InstanceReport> Reports { get; } = [];

    public Task ReportAsync(InstanceReport report, TimeSpan lease, CancellationToken ct)
    {
        Reports.Add(report);
        return instances.ReportAsync(report, lease, ct);
    }

    public Task RemoveAsync(string instanceId, CancellationToken ct) => instances.RemoveAsync(instanceId, ct);

    public Task<IReadOnlyList<InstanceReport>> ReadAsync(CancellationToken ct) => instances.ReadAsync(ct);
}
