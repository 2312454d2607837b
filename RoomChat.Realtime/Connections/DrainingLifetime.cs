using System.Runtime.InteropServices;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Takes the signals to stop, in place of the console's lifetime, and drains before the host is told. SignalR ends its connections in the moment in which
/// it hears that the host stops: their clients would be cut off, all at once, and not asked to come back one after the other.
/// </summary>
internal sealed partial class DrainingLifetime(ConnectionDrain drain, IHostApplicationLifetime application, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _hasBegun;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks the connections to go, and when they have gone, or the time for it is over, stops the host. Asked again, it does not wait for them.</summary>
    public async Task DrainAndStopAsync()
    {
        try
        {
            if (Interlocked.Exchange(ref _hasBegun, 1) == 0) await drain.StoppingAsync(CancellationToken.None);
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
