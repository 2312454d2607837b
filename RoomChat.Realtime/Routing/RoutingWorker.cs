using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing;

/// <summary>Runs the chosen strategy, and restarts it after a failure.</summary>
internal sealed partial class RoutingWorker(
    RoutingChoice choice, IOptions<RoutingOptions> options, TimeProvider time, ILogger<RoutingWorker> logger) : BackgroundService
{
    private readonly IRoutingStrategy _strategy = choice.Strategy;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogRunning(_strategy.Name);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _strategy.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e, _strategy.Name, options.Value.Retry);
                await Task.Delay(options.Value.Retry, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Routing by {Strategy}")]
    private partial void LogRunning(string strategy);

    [LoggerMessage(LogLevel.Error, "Routing by {Strategy} failed; starting it again in {Retry}")]
    private partial void LogFailed(Exception exception, string strategy, TimeSpan retry);
}
