using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing;

/// <summary>Runs the chosen strategy, and starts it again when it fails. A name that nobody knows stops the start-up.</summary>
internal sealed partial class RoutingWorker(
    IEnumerable<IRoutingStrategy> strategies, IOptions<RoutingOptions> options, TimeProvider time, ILogger<RoutingWorker> logger) : BackgroundService
{
    private readonly IRoutingStrategy _strategy = Choose([.. strategies], options.Value.Strategy);

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

    private static IRoutingStrategy Choose(IReadOnlyList<IRoutingStrategy> strategies, string name) =>
        strategies.FirstOrDefault(strategy => string.Equals(strategy.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new OptionsValidationException(nameof(RoutingOptions), typeof(RoutingOptions),
            [$"Routing:Strategy is '{name}'; known are: {string.Join(", ", strategies.Select(strategy => strategy.Name))}."]);

    [LoggerMessage(LogLevel.Information, "Routing by {Strategy}")]
    private partial void LogRunning(string strategy);

    [LoggerMessage(LogLevel.Error, "Routing by {Strategy} failed; starting it again in {Retry}")]
    private partial void LogFailed(Exception exception, string strategy, TimeSpan retry);
}
