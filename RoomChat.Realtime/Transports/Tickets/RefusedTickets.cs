using System.Diagnostics.Metrics;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Realtime.Transports.Tickets;

/// <summary>Counts and logs refused tickets, and tickets that could not be checked.</summary>
internal sealed partial class RefusedTickets(IMeterFactory meters, TimeProvider time, ILogger<RefusedTickets> logger) : IDisposable
{
    private readonly CountedRefusals _refusals = new(
        meters.Create(RealtimeMetrics.Name).CreateCounter<long>("roomchat.tickets_refused", "{ticket}", "Tickets that were refused"),
        time,
        count => LogRefused(logger, count));

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogUnknown(logger, last, count));

    /// <summary>A ticket was invalid, expired, used, or of another page.</summary>
    public void Add() => _refusals.Add();

    /// <summary>Redis did not answer whether a ticket was used.</summary>
    public void AddUnknown(Exception why) => _failures.Add(why);

    public void Dispose()
    {
        _refusals.Dispose();
        _failures.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Refused {Count} tickets. If they are the gateway's own, compare secrets and clocks")]
    private static partial void LogRefused(ILogger logger, long count);

    [LoggerMessage(LogLevel.Warning, "Redis did not say of {Count} tickets whether they were used: their clients were refused")]
    private static partial void LogUnknown(ILogger logger, Exception? exception, long count);
}
