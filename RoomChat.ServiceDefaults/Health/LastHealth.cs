using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.ServiceDefaults.Health;

/// <summary>What the last answer of <c>/health</c> said, so that the operator's console shows it without asking anew.</summary>
public sealed class LastHealth
{
    private IReadOnlyDictionary<string, string> _parts = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The status of each part by name; empty while nobody has asked.</summary>
    public IReadOnlyDictionary<string, string> Parts => Volatile.Read(ref _parts);

    internal void Keep(HealthReport report) => Volatile.Write(
        ref _parts,
        new SortedDictionary<string, string>(
            report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal), StringComparer.Ordinal));
}
