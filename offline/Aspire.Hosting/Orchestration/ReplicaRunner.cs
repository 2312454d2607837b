using System.Collections.Immutable;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps one process of a resource running.</summary>
internal sealed class ReplicaRunner(IResource resource, int replica, ResourceEnvironment environment, ResourceNotificationService notifications, ResourceLog log, OrphanGuard guard, TimeProvider time)
{
    /// <summary>A graceful stop takes no longer, or it is none.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>What has no health check counts as started after this.</summary>
    private static readonly TimeSpan ProofOfStart = TimeSpan.FromSeconds(2);

    private readonly RestartBackoff _backoff = new();
    private readonly string _id = ResourceEnvironment.InstanceOf(resource, replica);
    private readonly bool _hasHealthChecks = resource.HasAnnotationOfType<HealthCheckAnnotation>();
    private ResourceProcess? _process;
    private volatile bool _hasBeenHealthy;

    /// <summary>Starts so far; tells one run of the process from the next.</summary>
    internal int Generation { get; private set; }

    internal string Id => _id;

    /// <summary>Called whenever the process has started or ended.</summary>
    internal Action Changed { get; init; } = () => { };

    /// <summary>Runs the process again and again until cancelled. False when it never came up, or ended for good.</summary>
    internal async Task<bool> RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var exitCode = await RunOnceAsync(stopping).ConfigureAwait(false);
            if (stopping.IsCancellationRequested) break;

            var ran = time.GetElapsedTime(started);
            if (IsDone(exitCode)) return await PublishAsync(KnownResourceStates.Finished, exitCode).ConfigureAwait(false);
            if (!_hasBeenHealthy && (_hasHealthChecks || ran < ProofOfStart))
                return await FailAsync($"it ended with exit code {exitCode} before it was ready.", exitCode).ConfigureAwait(false);

            await PublishAsync(KnownResourceStates.Exited, exitCode).ConfigureAwait(false);
            await Task.Delay(_backoff.After(ran), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    internal async Task StopAsync()
    {
        if (_process is not { } process) return;
        await PublishAsync(KnownResourceStates.Stopping, exitCode: null).ConfigureAwait(false);
        await process.StopAsync(StopPatience).ConfigureAwait(false);
    }

    /// <summary>The health checks have answered for the run with this number.</summary>
    internal Task ReportHealthAsync(int generation, ImmutableArray<HealthReportSnapshot> reports, bool healthy)
    {
        if (generation != Generation) return Task.CompletedTask;
        if (healthy && !_hasBeenHealthy && _process is { } process)
        {
            _hasBeenHealthy = true;
            // By now a launcher such as "dotnet tool exec" has started what it launches.
            foreach (var descendant in UnixProcess.DescendantsOf(process.Id)) guard.Watch(descendant);
        }

        return notifications.PublishUpdateAsync(resource, _id, before => before.HealthReports.SequenceEqual(reports) ? before : before with { HealthReports = reports });
    }

    /// <summary>False, for the caller to return.</summary>
    internal async Task<bool> FailAsync(string reason, int? exitCode)
    {
        var report = FailureReport.Write(_id, reason, log);
        await notifications.PublishUpdateAsync(resource, _id, before => FailureReport.Attach(before with { ExitCode = exitCode }, report)).ConfigureAwait(false);
        return false;
    }

    private async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        Generation++;
        await PublishAsync(KnownResourceStates.Starting, exitCode: null).ConfigureAwait(false);
        var start = await ProcessStart.ForAsync(resource, replica, environment, stopping).ConfigureAwait(false);
        var process = ResourceProcess.Start(start, log.Add);
        guard.Watch(process.Id);
        _process = process;
        await notifications.PublishUpdateAsync(resource, _id, before => Running(before, start, process.Id)).ConfigureAwait(false);
        Changed();
        // Stopped while it was starting: nobody else has seen this process yet.
        if (stopping.IsCancellationRequested) await process.StopAsync(StopPatience).ConfigureAwait(false);
        var exitCode = await process.WaitForExitAsync().ConfigureAwait(false);
        guard.Forget(process.Id);
        _process = null;
        // A stop that has begun may still hold it.
        if (!stopping.IsCancellationRequested) process.Dispose();
        Changed();
        return exitCode;
    }

    private bool IsDone(int exitCode) => exitCode == 0 && resource is ExecutableResource && !resource.HasAnnotationOfType<EndpointAnnotation>();

    private CustomResourceSnapshot Running(CustomResourceSnapshot before, ProcessStartInfo start, int processId) => before with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
        Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.Replicas[replica].UriString, !endpoint.IsExternal))],
        Properties =
        [
            new ResourcePropertySnapshot("executable.path", start.FileName),
            new ResourcePropertySnapshot("executable.workDir", start.WorkingDirectory),
            new ResourcePropertySnapshot("executable.pid", processId),
        ],
    };

    /// <summary>False, for the caller to return.</summary>
    private async Task<bool> PublishAsync(string state, int? exitCode)
    {
        await notifications.PublishUpdateAsync(resource, _id, before => before with
        {
            State = new ResourceStateSnapshot(state, exitCode is null or 0 ? KnownResourceStateStyles.Info : KnownResourceStateStyles.Warn),
            ExitCode = exitCode,
            StopTimeStamp = exitCode is null ? before.StopTimeStamp : time.GetUtcNow().UtcDateTime,
        }).ConfigureAwait(false);
        return false;
    }
}
