using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps one process of a resource running.</summary>
internal sealed class ReplicaRunner(IResource resource, int replica, EndpointAllocation endpoints, ResourceEnvironment environment, ResourceNotificationService notifications, ResourceLog log, OrphanGuard guard, TimeProvider time)
{
    /// <summary>A graceful stop takes no longer, or it is none.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>What has no health check counts as started after this.</summary>
    private static readonly TimeSpan ProofOfStart = TimeSpan.FromSeconds(2);

    private readonly RestartBackoff _backoff = new();
    private readonly string _id = ResourceEnvironment.InstanceOf(resource, replica);
    private readonly bool _hasHealthChecks = resource.HasAnnotationOfType<HealthCheckAnnotation>();
    private ResourceProcess? _process;
    private volatile int _generation;

    /// <summary>The latest run that came up; 0 when none has yet.</summary>
    private volatile int _latestGood;

    /// <summary>Starts so far; tells one run of the process from the next.</summary>
    internal int Generation => _generation;

    internal string Id => _id;

    /// <summary>Called whenever the process has started or ended.</summary>
    internal Action Changed { get; init; } = () => { };

    /// <summary>Cancelled when the application begins to stop: what ends from then on stays down.</summary>
    internal CancellationToken ApplicationStopping { get; init; }

    /// <summary>Runs the process again and again until cancelled. False when it never came up, or ended for good.</summary>
    internal async Task<bool> RunAsync(CancellationToken stopping)
    {
        while (!IsOver())
        {
            var started = time.GetTimestamp();
            var exitCode = await RunOnceAsync(stopping).ConfigureAwait(false);
            if (IsOver()) break;

            var ran = time.GetElapsedTime(started);
            if (!_hasHealthChecks && ran >= ProofOfStart) _latestGood = _generation;
            if (IsDone(exitCode)) return await PublishAsync(KnownResourceStates.Finished, exitCode).ConfigureAwait(false);
            if (_latestGood == 0)
            {
                if (endpoints.ReplaceStolen(resource, replica)) continue;
                return await FailAsync($"it ended with exit code {exitCode} before it was ready.", exitCode).ConfigureAwait(false);
            }

            await PublishAsync(KnownResourceStates.Exited, exitCode).ConfigureAwait(false);
            await Task.Delay(_backoff.After(_latestGood == _generation ? ran : TimeSpan.Zero), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;

        bool IsOver() => stopping.IsCancellationRequested || ApplicationStopping.IsCancellationRequested;
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
        if (healthy && generation == _generation) _latestGood = generation;
        // Asked again inside: a run that begins now resets the reports, after which these must not come.
        return notifications.PublishUpdateAsync(resource, _id, before =>
            generation != _generation || before.HealthReports.SequenceEqual(reports) ? before : before with { HealthReports = reports });
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
        _generation++;
        await PublishAsync(KnownResourceStates.Starting, exitCode: null).ConfigureAwait(false);
        var start = await ProcessStart.ForAsync(resource, replica, environment, stopping).ConfigureAwait(false);
        var program = start.FileName;
        var process = ResourceProcess.Start(start, log.Add, guard);
        _process = process;
        await notifications.PublishUpdateAsync(resource, _id, before => Running(before, program, start.WorkingDirectory, process.Id)).ConfigureAwait(false);
        Changed();
        // Stopped while it was starting: nobody else has seen this process yet.
        if (stopping.IsCancellationRequested) await process.StopAsync(StopPatience).ConfigureAwait(false);
        var exitCode = await process.WaitForExitAsync().ConfigureAwait(false);
        _process = null;
        // A stop that has begun may still hold it.
        if (!stopping.IsCancellationRequested) process.Dispose();
        Changed();
        return exitCode;
    }

    private bool IsDone(int exitCode) => exitCode == 0 && resource is ExecutableResource && !resource.HasAnnotationOfType<EndpointAnnotation>();

    private CustomResourceSnapshot Running(CustomResourceSnapshot before, string program, string folder, int processId) => before with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, Status: null, Description: null, ExceptionText: null))],
        Urls = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.Replicas[replica].UriString, !endpoint.IsExternal))],
        Properties =
        [
            new ResourcePropertySnapshot("executable.path", program),
            new ResourcePropertySnapshot("executable.workDir", folder),
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
