using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.ServiceDefaults.Lifetime;

/// <summary>
/// Receives the stop signals instead of the console's lifetime, and drains the connections before the host stops. When the host stops,
/// the web server and SignalR close all connections at once. Then all clients would reconnect at the same time.
/// </summary>
public sealed partial class DrainingLifetime(
    IDrain drain, IHostApplicationLifetime application, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _hasBegun;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Drains the connections, and stops the host when they have closed or the drain's time is over. A second call stops the host at once.
    /// </summary>
    public async Task DrainAndStopAsync()
    {
        try
        {
            if (Interlocked.Exchange(ref _hasBegun, 1) == 0) await drain.DrainAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotDrained(e);
        }
        finally
        {
            application.StopApplication();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        // Otherwise the process would end at once.
        signal.Cancel = true;
        _ = Task.Run(DrainAndStopAsync);
    }

    [LoggerMessage(LogLevel.Error, "The connections were not asked to reconnect elsewhere")]
    private partial void LogNotDrained(Exception exception);
}
