using RoomChat.Contracts;

namespace RoomChat.Realtime.FanOut;

/// <summary>Keeps the feed of <see cref="RoomId.All"/> open, so that every connection receives it from its start.</summary>
internal sealed partial class EveryoneFeed(RoomFeeds feeds, TimeProvider time, ILogger<EveryoneFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var lease = await feeds.AcquireAsync(RoomId.All, stoppingToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotOpen(e);
                await Task.Delay(Retry, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed that everyone hears could not be opened; trying again")]
    private partial void LogNotOpen(Exception exception);
}
