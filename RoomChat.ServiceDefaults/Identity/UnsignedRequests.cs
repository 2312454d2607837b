using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Counts and logs requests that the gateway did not sign.</summary>
internal sealed partial class UnsignedRequests(IMeterFactory meters, TimeProvider time, ILogger<UnsignedRequests> logger) : IDisposable
{
    private readonly CountedRefusals _refusals = new(
        meters.Create("RoomChat.ServiceDefaults").CreateCounter<long>(
            "roomchat.unsigned_requests", description: "Refused requests without the gateway's signature"),
        time,
        count => LogRefused(logger, count));

    public void Add() => _refusals.Add();

    public void Dispose() => _refusals.Dispose();

    [LoggerMessage(
        LogLevel.Warning,
        "Refused {Count} requests that the gateway did not sign with the secret of this service. "
        + "If they are its own, compare secrets and clocks")]
    private static partial void LogRefused(ILogger logger, long count);
}
