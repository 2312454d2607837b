using System.Diagnostics.Metrics;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Web.Tokens;

/// <summary>Counts and logs requests with an invalid token. The log does not contain the token.</summary>
internal sealed partial class RefusedTokens(IMeterFactory meters, TimeProvider time, ILogger<RefusedTokens> logger) : IDisposable
{
    private readonly CountedRefusals _refusals = new(
        meters.Create("RoomChat.Web").CreateCounter<long>(
            "roomchat.refused_tokens", description: "Requests with a bearer token that is not valid"),
        time,
        count => LogRefused(logger, count));

    public void Add() => _refusals.Add();

    public void Dispose() => _refusals.Dispose();

    [LoggerMessage(LogLevel.Warning, "Refused {Count} requests with a bearer token that is not valid")]
    private static partial void LogRefused(ILogger logger, long count);
}
