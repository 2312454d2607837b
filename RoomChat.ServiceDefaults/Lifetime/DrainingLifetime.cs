using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.ServiceDefaults.Lifetime;

/// <summary>
/// Takes the signals to stop, in place of the console's lifetime, and drains before the host is told. A web server and SignalR cut their connections off when they
/// hear that the host stops: their clients would all come back at once, and not one after the other.
/// </summary>
public sealed partial class DrainingLifetime(IDrain drain, IHostApplicationLifetime application, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
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

    /// <summary>Asks the connections to go, and when they have gone, or the time for it is over, stops the host. Asked again, it does not wait for them.</summary>
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
        // Else the process would end here and now.
        signal.Cancel = true;
        _ = Task.Run(DrainAndStopAsync);
    }

    [LoggerMessage(LogLevel.Error, "The connections were not asked to reconnect elsewhere")]
    private partial void LogNotDrained(Exception exception);
}
