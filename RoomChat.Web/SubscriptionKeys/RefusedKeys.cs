using System.Diagnostics.Metrics;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Counts and logs requests with an unknown key, so that attempts to guess keys are noticed.</summary>
internal sealed partial class RefusedKeys(IMeterFactory meters, TimeProvider time, ILogger<RefusedKeys> logger) : IDisposable
{
    private readonly CountedRefusals _refusals = new(
        meters.Create("RoomChat.Web").CreateCounter<long>(
            "roomchat.refused_keys", description: "Requests with a subscription key that is not valid"),
        time,
        count => LogRefused(logger, count));

    public void Add() => _refusals.Add();

    public void Dispose() => _refusals.Dispose();

    [LoggerMessage(LogLevel.Warning, "Refused {Count} requests with a subscription key that is not valid")]
    private static partial void LogRefused(ILogger logger, long count);
}
