using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Tells the person at the console what happens: a line for every change, a table when everything is ready.</summary>
internal sealed class ConsoleStatus(OrchestrationSettings settings, ResourceNotificationService notifications, ResourceLoggerService logs, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    private const string Ready = "ready";

    /// <summary>A start that takes longer is explained.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wasReady = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConsoleWriter _console = new();
    private IReadOnlyList<string> _expected = [];
    private Task _running = Task.CompletedTask;
    private volatile bool _ready;

    internal void Start(IReadOnlyList<string> resourceIds)
    {
        _expected = resourceIds;
        _console.NameWidth = resourceIds.Count == 0 ? 0 : resourceIds.Max(id => id.Length);
        if (!settings.ShowStatus) return;
        _console.WriteLine($"{settings.ApplicationName} is starting. Logs: {Path.Combine(settings.DataPath, "logs")}");
        _running = Task.WhenAll([WatchAsync(), ShowDelayAsync(), .. resourceIds.Select(ShowLogAsync)]);
    }

    internal async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        if (settings.ShowStatus) _console.WriteLine($"{settings.ApplicationName} has stopped.");
    }

    public void Dispose() => _stopping.Dispose();

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_stopping.Token).ConfigureAwait(false)) Show(change);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ShowDelayAsync()
    {
        using var timer = new PeriodicTimer(Delay, time);
        try
        {
            while (!_ready && await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                foreach (var id in _expected)
                {
                    if (notifications.TryGetCurrentState(id, out var now) && now.Snapshot is { State.Text: "Running" } snapshot && snapshot.HealthStatus != HealthStatus.Healthy)
                        _console.WriteEvent(id, $"is still starting: {WhyNot(snapshot)}", SinceStart());
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    private void Show(ResourceEvent change)
    {
        _latest[change.ResourceId] = change;
        if (FailureReport.Of(change.Snapshot) is { } failure)
        {
            Fail(failure);
            return;
        }

        var state = Describe(change.Snapshot, _wasReady.Contains(change.ResourceId));
        if (state == Ready) _wasReady.Add(change.ResourceId);
        if (_shown.GetValueOrDefault(change.ResourceId) == state) return;
        _shown[change.ResourceId] = state;
        _console.WriteEvent(change.ResourceId, state, SinceStart());
        if (_ready || !_expected.All(IsReady)) return;
        _ready = true;
        ShowTable();
    }

    private void Fail(string report)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return;
        _console.WriteError(report);
        Environment.ExitCode = FailureReport.ExitCode;
        lifetime.StopApplication();
    }

    private void ShowTable()
    {
        _console.WriteLine(string.Empty);
        foreach (var id in _expected)
            _console.WriteRow(id, _shown[id], string.Join("  ", _latest[id].Snapshot.Urls.Select(url => url.Url)));
        var external = _expected.SelectMany(id => _latest[id].Snapshot.Urls).Where(url => !url.IsInternal).Select(url => url.Url).ToArray();
        _console.WriteLine(string.Empty);
        _console.WriteLine($"{settings.ApplicationName} is ready in {SinceStart():F1} s{(external.Length == 0 ? "." : ": " + string.Join(", ", external))}  (Ctrl+C stops it)");
    }

    private bool IsReady(string id) =>
        _latest.TryGetValue(id, out var latest) && (latest.Snapshot.HealthStatus == HealthStatus.Healthy || latest.Snapshot.State?.Text == KnownResourceStates.Finished);

    private static string? WhyNot(CustomResourceSnapshot snapshot)
    {
        var report = snapshot.HealthReports.FirstOrDefault(report => report.Status != HealthStatus.Healthy);
        return report?.Description ?? report?.ExceptionText;
    }

    private static string Describe(CustomResourceSnapshot snapshot, bool wasReady) => snapshot switch
    {
        { State.Text: "Running", HealthStatus: HealthStatus.Healthy } => Ready,
        { State.Text: "Running", HealthStatus: null } => "starting",
        // Nothing answers at once; that it does not yet is no news. ShowDelayAsync says it when it takes long.
        { State.Text: "Running" } when !wasReady => "starting",
        { State.Text: "Running" } => $"not ready: {WhyNot(snapshot)}",
        { State.Text: "Exited", ExitCode: { } code } => $"ended with exit code {code}, restarting",
        { State: { } state } => state.Text.ToLowerInvariant(),
        _ => "unknown",
    };

    private double SinceStart()
    {
        using var self = Process.GetCurrentProcess();
        return (time.GetUtcNow().UtcDateTime - self.StartTime.ToUniversalTime()).TotalSeconds;
    }

    private async Task ShowLogAsync(string resourceId)
    {
        var severity = new LineSeverity();
        try
        {
            await foreach (var lines in logs.LogOf(resourceId).WatchAsync(_stopping.Token).ConfigureAwait(false))
            {
                foreach (var line in lines.Where(line => severity.Of(line) >= settings.ConsoleLevel)) _console.WriteLog(resourceId, line.Content);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }
}
