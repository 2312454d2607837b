using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts.Http.Operator;
using RoomChat.ServiceDefaults.Health;
using StackExchange.Redis;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// Reports the state of this instance, and adds its figures to the charts once a minute. Each round makes at most one call to Redis. An
/// instance without changes reports every third round only, which renews its lease.
/// </summary>
internal sealed partial class InstanceReporter(
    ReportedService service, Func<IInstances> instances, Func<InstanceCharts> charts, RefusalCounts refusals, TalkCounts talk,
    LastHealth health, IEnumerable<IInstancePart> parts, IOptions<InstanceReportOptions> options, TimeProvider time,
    ILogger<InstanceReporter> logger) : BackgroundService
{
    private const int SilentRounds = 3;
    private const int MostTalkers = 100;
    private static readonly TimeSpan RemoveWithin = TimeSpan.FromSeconds(1);
    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private readonly IInstancePart[] _parts = [.. parts];
    private readonly string _id = Guid.NewGuid().ToString("n")[..12];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private InstanceReport? _last;
    private byte[] _reported = [];
    private int _silent;
    private long? _minute;
    private (long Messages, long Deliveries) _charted;

    /// <summary>Removes the report of this instance.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_reported.Length == 0) return;
        try
        {
            await instances().RemoveAsync(_last!.Id, cancellationToken).WaitAsync(RemoveWithin, time, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogStays(e);
        }
    }

    /// <summary>Runs one round: sends a report, adds to the charts, or does nothing.</summary>
    internal async Task RoundAsync(CancellationToken ct)
    {
        var report = Describe();
        _last = report;
        if (TakeMinute(report) is { IsEmpty: false } figures)
        {
            await charts().AddAsync(figures, ct);
            return;
        }
        // Values that differ in every report do not count as changes.
        var news = JsonSerializer.SerializeToUtf8Bytes(
            report with { ReportedAt = default, MemoryBytes = 0 }, OperatorJsonContext.Default.InstanceReport);
        if (news.AsSpan().SequenceEqual(_reported) && ++_silent < SilentRounds) return;
        await instances().ReportAsync(report, options.Value.Lease, ct);
        (_reported, _silent) = (news, 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Report) return;
        using var timer = new PeriodicTimer(options.Value.Every, time);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                LogNotReported(e);   // other components report the Redis outage
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private InstanceReport Describe()
    {
        var now = time.GetUtcNow();
        var report = new InstanceReport(_id, service.Name, Version, _startedAt, now)
        {
            MemoryBytes = Environment.WorkingSet,
            Refused = refusals.Read(),
            Health = health.Parts,
        };
        foreach (var part in _parts) report = part.Complete(report);
        return report with
        {
            MessagesPerSecond = Rate(report.Messages, _last?.Messages, now),
            DeliveriesPerSecond = Rate(report.Deliveries, _last?.Deliveries, now),
        };
    }

    private double Rate(long total, long? before, DateTimeOffset now)
    {
        var seconds = (now - (_last?.ReportedAt ?? now)).TotalSeconds;
        return before is { } earlier && seconds > 0 ? Math.Round((total - earlier) / seconds, 1) : 0;
    }

    /// <summary>The figures of the minute that has just ended; null within a minute.</summary>
    private MinuteFigures? TakeMinute(InstanceReport report)
    {
        var minute = InstanceCharts.MinuteOf(report.ReportedAt);
        var ended = _minute;
        if (ended == minute) return null;
        _minute = minute;
        if (ended is null) return null;
        var (rooms, users) = talk.Take(MostTalkers);
        var figures = new MinuteFigures(
            ended.Value, report.Connections, report.Messages - _charted.Messages, report.Deliveries - _charted.Deliveries, rooms, users);
        _charted = (report.Messages, report.Deliveries);
        return figures;
    }

    [LoggerMessage(LogLevel.Debug, "This instance could not report")]
    private partial void LogNotReported(Exception exception);

    [LoggerMessage(LogLevel.Debug, "This instance's report could not be removed; it ends with its lease")]
    private partial void LogStays(Exception exception);
}
