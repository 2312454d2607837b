using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.ServiceDefaults.Health;

/// <summary>What the last answer of <c>/health</c> said, so that the operator's console shows it without asking anew.</summary>
public sealed class LastHealth
{
    private IReadOnlyDictionary<string, string> _parts = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The status of each part by name; empty while nobody has asked.</summary>
    public IReadOnlyDictionary<string, string> Parts => Volatile.Read(ref _parts);

    internal void Keep(HealthReport report)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries) parts[name] = entry.Status.ToString();
        Volatile.Write(ref _parts, parts);
    }
}
