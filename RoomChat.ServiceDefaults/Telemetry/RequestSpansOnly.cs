using System.Diagnostics;
using OpenTelemetry;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Leaves out what Azure's clients do on their own account: waiting for messages, renewing locks, the canary. Each would be a trace of one span, several
/// a second, and bury those of requests. What belongs to a request has a parent, and stays.
/// </summary>
internal sealed class RequestSpansOnly : BaseProcessor<Activity>
{
    private const string AzureClients = "Azure.";

    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId != default || !data.Source.Name.StartsWith(AzureClients, StringComparison.Ordinal)) return;
        // Not recorded, it is not exported, and neither are its children, here or in another service.
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }
}
