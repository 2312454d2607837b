using System.Diagnostics;
using OpenTelemetry;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Drops spans of Azure's clients that belong to no request: receiving messages, renewing locks, the canary. Each would be a trace of one
/// span, several a second, and would hide those of requests. Spans of a request have a parent, and stay.
/// </summary>
internal sealed class RequestSpansOnly : BaseProcessor<Activity>
{
    private const string AzureClients = "Azure.";

    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId != default || !data.Source.Name.StartsWith(AzureClients, StringComparison.Ordinal)) return;
        // A span that is not recorded is not exported. The same holds for its children, here or in another service.
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }
}
