using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoomChanges;
using RoomChat.Rooms.Settings;
using RoomChat.Rooms.Store;
using StackExchange.Redis;

namespace RoomChat.Rooms.Following;

/// <summary>
/// Keeps the rules in memory equal to the database. It looks when a change is announced, and every half a second in case an announcement
/// was lost. First it makes the tables.
/// </summary>
internal sealed partial class RoomFollower(
    RoomDirectory directory, RoomsDatabase database, DatabaseMigration migration, IEnumerable<IRoomChangeListener> listeners,
    IOptions<RoomsOptions> options, TimeProvider time, ILogger<RoomFollower> logger, IRoomAnnouncements? announcements = null)
    : BackgroundService
{
    private volatile TaskCompletionSource _announced = NewSignal();
    private volatile bool _isSubscribed;
    private volatile string? _trouble;

    /// <summary>Why the database cannot be read; null while it can.</summary>
    public string? Trouble => _trouble;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        directory.Listeners = [.. listeners];
        database.Changed += directory.LookAsync;
        // A first look before the service gets requests. The service also starts without the database.
        await TryLookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        database.Changed -= directory.LookAsync;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var announced = _announced.Task;
            if (!_isSubscribed) await TrySubscribeAsync(stoppingToken);
            await Task.WhenAny(announced, Task.Delay(options.Value.LookEvery, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
            if (announced.IsCompleted) _announced = NewSignal();
            await TryLookAsync(stoppingToken);
        }
    }

    private async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            await migration.EnsureAsync(ct);
            await directory.LookAsync(ct);
            if (_trouble is not null) LogBack();
            _trouble = null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (_trouble is null) LogAway(e);
            _trouble = "The database of rooms does not answer.";
        }
    }

    private async Task TrySubscribeAsync(CancellationToken ct)
    {
        if (announcements is null) return;
        try
        {
            await announcements.SubscribeAsync(() => _announced.TrySetResult(), ct);
            _isSubscribed = true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // It is tried again every half a second. The regular look finds changes in the meantime.
            LogNotSubscribed(e);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(
        LogLevel.Error, "The database of rooms does not answer: who is in a room stays, and nobody new comes into a private one")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(LogLevel.Information, "The database of rooms answers again")]
    private partial void LogBack();

    [LoggerMessage(LogLevel.Debug, "Changes of rooms are not announced yet")]
    private partial void LogNotSubscribed(Exception exception);
}
