using RoomChat.Messaging.RoutingAgreement;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>Announces this instance's strategy to the other services while it lives.</summary>
internal sealed partial class RoutingNotice(
    RoutingChoice choice,
    RoutingNotices notices,
    InstanceIdentity instance,
    TimeProvider time,
    ILogger<RoutingNotice> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await notices.WithdrawAsync(instance.Id, choice.Strategy.Name, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogStays(e, notices.Duration);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await notices.AnnounceAsync(instance.Id, choice.Strategy.Name, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotAnnounced(e);
            }
            await Task.Delay(notices.Duration / 3, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The others could not be told how this instance receives; trying again")]
    private partial void LogNotAnnounced(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The notice of how this instance receives could not be withdrawn; it ends within {Duration}")]
    private partial void LogStays(Exception exception, TimeSpan duration);
}
