using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.OrphanGuard;

namespace Aspire.Hosting.Orchestration;

/// <summary>A tiny process beside us that kills what we started when we die without being able to (<c>kill -9</c>, a crash).</summary>
/// <remarks>It learns of our death by the end of its standard input, which no way of dying can withhold.</remarks>
internal sealed class OrphanGuard : IDisposable
{
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly Lock _writing = new();
    private Process? _guard;

    /// <summary>Returns once the guard can be relied on.</summary>
    /// <exception cref="DistributedApplicationException">It does not start.</exception>
    internal async Task StartAsync(CancellationToken ct)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.OrphanGuard.dll");
        var start = new ProcessStartInfo(DotnetHost.Path, [program, _mark])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        // Small rather than fast: it sleeps all its life.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _guard = OwnSession.Start(start) ?? throw new DistributedApplicationException($"Could not start '{program}'.");
        if (await _guard.StandardOutput.ReadLineAsync(ct).ConfigureAwait(false) != GuardProtocol.Ready)
            throw new DistributedApplicationException($"'{program}' ended at once; without it, what the application starts could outlive it.");
    }

    /// <summary>To be called before a process is started: should we die in the middle of that, the guard knows it by its mark.</summary>
    internal void Mark(ProcessStartInfo start) => start.Environment[GuardProtocol.Mark] = _mark;

    /// <summary>To be called as soon as a process is known.</summary>
    internal void Watch(int processId) => Write(GuardProtocol.Watch, processId);

    /// <summary>To be called when the process is known to have ended.</summary>
    internal void Forget(int processId) => Write(GuardProtocol.Forget, processId);

    public void Dispose()
    {
        if (_guard is null) return;
        if (!_guard.HasExited) _guard.StandardInput.WriteLine(GuardProtocol.Done);
        _guard.StandardInput.Close();
        _guard.Dispose();
        _guard = null;
    }

    private void Write(char verb, int processId)
    {
        lock (_writing)
        {
            if (_guard is not { HasExited: false }) return;
            _guard.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verb}{processId}"));
            _guard.StandardInput.Flush();
        }
    }
}
