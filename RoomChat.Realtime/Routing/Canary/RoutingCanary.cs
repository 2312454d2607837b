using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing.Canary;

/// <summary>
/// Sends messages to itself through the complete path: publish, broker, session receiver, log and channel. At the start it repeats until
/// one comes back; then it sends them at an interval.
/// </summary>
internal sealed partial class RoutingCanary(
    MessagePublisher publisher, IRoomLog log, IRoomChannel channel, RoutingChoice choice, RoomShards shards, InstanceIdentity instance,
    IOptions<CanaryOptions> options,
    RealtimeMetrics metrics,
    TimeProvider time,
    ILogger<RoutingCanary> logger) : BackgroundService, IRoomListener
{
    // More canaries than can pass during one wait. A canary room keeps as many messages.
    private const int LookBack = 10;
    private static readonly ChatUser Sender = new("canary", "Canary");

    private readonly CanaryRooms _rooms = choice.Strategy.SharesSessions
        ? CanaryRooms.OnePerSession(instance.Id, shards)
        : CanaryRooms.Single(instance.Id);
    private CanaryReport _last = new(CanaryStep.None);
    private volatile Pending? _pending;

    /// <summary>Result of the last completed canary.</summary>
    public CanaryReport Last => Volatile.Read(ref _last);

    /// <summary>Number of blocked canary rooms, number of all, and whether all recent canaries failed.</summary>
    public (int Blocked, int Of, bool AllFail) Ways => (_rooms.Failing, _rooms.All.Count, _rooms.AllFail);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var open = new AsyncDisposableStack();
                foreach (var room in _rooms.All)
                {
                    open.Push(await WithinLimitAsync(
                        ct => channel.SubscribeAsync(room, this, ct), "The canary's channel was not heard", stoppingToken));
                    open.Push(await WithinLimitAsync(
                        ct => choice.Strategy.ServeAsync(room, ct), "The canary's room was not served", stoppingToken));
                }
                await SendForEverAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Report(new CanaryReport(CanaryStep.Listening, Error: e));
                await Task.Delay(options.Value.Retry, time, stoppingToken);
            }
        }
    }

    /// <summary>Other callers wait for a broken channel without a limit. The canary reports a timeout.</summary>
    private async Task<IAsyncDisposable> WithinLimitAsync(
        Func<CancellationToken, Task<IAsyncDisposable>> open, string failure, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Value.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await open(either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"{failure} within {options.Value.Limit.TotalSeconds} s.", e);
        }
    }

    private async Task SendForEverAsync(CancellationToken ct)
    {
        while (true)
        {
            var room = _rooms.Next();
            var report = await SendAsync(room, ct);
            _rooms.Note(room, cameBack: report.Step == CanaryStep.Returned);
            Report(report);
            await Task.Delay(Last.Step == CanaryStep.Returned ? options.Value.Every : options.Value.Retry, time, ct);
        }
    }

    private async Task<CanaryReport> SendAsync(RoomId room, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pending = new Pending(
            Guid.NewGuid().ToString("n"), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _pending = pending;
        var started = time.GetTimestamp();
        var isPublished = false;
        try
        {
            var publishing = publisher.PublishAsync(new ChatMessage(pending.Id, room, "canary", time.GetUtcNow(), Sender), limit.Token);
            await publishing.WaitAsync(options.Value.Limit, time, ct);
            isPublished = true;
            await pending.Returned.Task.WaitAsync(options.Value.Limit, time, ct);
            return new CanaryReport(CanaryStep.Returned, time.GetElapsedTime(started));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await limit.CancelAsync();
            return isPublished ? await FindAsync(room, pending.Id, ct) : new CanaryReport(CanaryStep.Publishing, Error: e);
        }
    }

    /// <summary>Finds the step at which a canary was lost.</summary>
    private async Task<CanaryReport> FindAsync(RoomId room, string id, CancellationToken ct)
    {
        try
        {
            var read = await log.ReadBeforeAsync(room, before: null, LookBack, ct).WaitAsync(options.Value.Limit, time, ct);
            return new CanaryReport(read.Messages.Any(logged => logged.Message.Id == id) ? CanaryStep.Hearing : CanaryStep.Receiving);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return new CanaryReport(CanaryStep.Logging, Error: e);
        }
    }

    void IRoomListener.Hear(LoggedMessage message)
    {
        if (_pending is { } pending && pending.Id == message.Message.Id) pending.Returned.TrySetResult();
    }

    void IRoomListener.HearEvent(ReadOnlyMemory<byte> frame) { }

    void IRoomListener.Flush() { }

    private void Report(CanaryReport report)
    {
        if (report.Step != CanaryStep.Returned) metrics.Losses.CanaryFailed(report.Step.ToString().ToLowerInvariant());
        var wasReady = Interlocked.Exchange(ref _last, report).Step == CanaryStep.Returned;
        if (report.Step == CanaryStep.Returned && !wasReady) LogReady(report.RoundTrip!.Value.TotalMilliseconds);
        if (report.Step != CanaryStep.Returned && wasReady) LogNotReady(report.Error, report.Step);
        else if (report.Step != CanaryStep.Returned) LogStillNotReady(report.Error, report.Step);
    }

    [LoggerMessage(LogLevel.Information, "Ready: a canary came back after {RoundTripMs} ms")]
    private partial void LogReady(double roundTripMs);

    [LoggerMessage(LogLevel.Warning, "Not ready any more: a canary got no further than {Step}")]
    private partial void LogNotReady(Exception? exception, CanaryStep step);

    [LoggerMessage(LogLevel.Debug, "Not ready yet: a canary got no further than {Step}")]
    private partial void LogStillNotReady(Exception? exception, CanaryStep step);

    private sealed record Pending(string Id, TaskCompletionSource Returned);
}
