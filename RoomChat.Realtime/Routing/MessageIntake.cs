using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Push;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Appends messages from Service Bus to their rooms' logs: append, then settle. A crash in between redelivers, and the log returns the
/// same offset for a repeat. If a single room cannot be written, its messages are left with the broker so that other rooms continue. They
/// come again, in order, with the next holder of the session.
/// </summary>
internal sealed partial class MessageIntake(
    IRoomLog log, LogTrouble trouble, IOptions<RoutingOptions> options, RealtimeMetrics metrics, TimeProvider time,
    ILogger<MessageIntake> logger,
    // Missing without keys for Web Push.
    PushQueue? push = null,
    // Missing where nothing is reported.
    TalkCounts? talk = null)
{
    // Rooms left behind by each session's holder: later messages of these rooms must not overtake.
    private readonly ConditionalWeakTable<ServiceBusReceiver, ConcurrentDictionary<RoomId, bool>> _leftBehind = [];

    /// <summary>Reason of dead-lettering.</summary>
    public const string BadEnvelope = "BadEnvelope";

    /// <summary>Appends the messages in order and completes them. Invalid envelopes are dead-lettered.</summary>
    /// <returns>The messages with their positions, each room's in order, and whether they are all.</returns>
    public async Task<TakenBatch> TakeAsync(
        ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
    {
        var good = new List<(ServiceBusReceivedMessage Received, ChatMessage Message)>(batch.Count);
        var settling = new List<Task>(batch.Count);
        foreach (var received in batch)
        {
            if (Envelope.TryOpen(received, out var message, out var reason))
            {
                metrics.MessageReceived(message.RoomId is { IsInternal: true } ? "canary" : message.RoomId.IsAll ? "everyone" : "room");
                good.Add((received, message));
            }
            else
            {
                settling.Add(DeadLetterAsync(receiver, received, reason, ct));
            }
        }
        var rooms = await AppendAllAsync(good, _leftBehind.GetOrCreateValue(receiver), ct);
        var taken = rooms.Where(room => room.Logged is not null).ToList();
        settling.AddRange(taken.SelectMany(room => room.Messages).Select(one => receiver.CompleteMessageAsync(one.Received, ct)));
        await Task.WhenAll(settling);
        return new TakenBatch([.. taken.SelectMany(room => room.Logged!)], IsAll: taken.Count == rooms.Length);
    }

    /// <summary>
    /// Appends the rooms in parallel, and each room's messages in one call. Separate concurrent calls could lose the order: after a failed
    /// append, for example in a broken connection, the next message would overtake.
    /// </summary>
    private Task<RoomBatch[]> AppendAllAsync(
        IEnumerable<(ServiceBusReceivedMessage Received, ChatMessage Message)> messages,
        ConcurrentDictionary<RoomId, bool> leftBehind,
        CancellationToken ct) =>
        Task.WhenAll(messages.GroupBy(one => one.Message.RoomId).Select(async room =>
        {
            List<(ServiceBusReceivedMessage Received, ChatMessage Message)> batch = [.. room];
            if (leftBehind.ContainsKey(room.Key)) return new RoomBatch(batch, null);
            var logged = await AppendPatientlyAsync(batch, ct);
            if (logged is null) leftBehind[room.Key] = true;
            return new RoomBatch(batch, logged);
        }));

    /// <summary>
    /// Appends with retries. While the log is away the messages stay locked: returning them would use up their deliveries and end in the
    /// dead-letter queue. Null for a room that fails while others succeed: then only this room waits.
    /// </summary>
    private async Task<IReadOnlyList<LoggedMessage>?> AppendPatientlyAsync(
        List<(ServiceBusReceivedMessage Received, ChatMessage Message)> room, CancellationToken ct)
    {
        var (roomId, began) = (room[0].Message.RoomId, time.GetTimestamp());
        while (true)
        {
            try
            {
                var logged = await AppendRoomAsync(room, ct);
                trouble.Written(roomId);
                return logged;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                metrics.Losses.AppendFailed();
                trouble.Failed(roomId);
                LogAppendFailed(exception, roomId, options.Value.Retry);
                if (time.GetElapsedTime(began) >= options.Value.RoomPatience && trouble.OthersWrittenSince(began))
                {
                    LogLeftBehind(roomId, room.Count);
                    return null;
                }
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    private async Task<IReadOnlyList<LoggedMessage>> AppendRoomAsync(
        List<(ServiceBusReceivedMessage Received, ChatMessage Message)> room, CancellationToken ct)
    {
        // Canaries belong to no request: their spans would add a trace every few seconds.
        var activities = room.Select(one => one.Message.RoomId.IsInternal ? null : Start(one.Received)).ToList();
        try
        {
            var traceParents = activities.Select(activity => activity is { Recorded: true } ? activity.Id : null).ToList();
            var isTraced = traceParents.Exists(static trace => trace is not null);
            var positions = await log.AppendAsync([.. room.Select(one => one.Message)], isTraced ? traceParents : [], ct);
            for (var i = 0; i < room.Count; i++)
            {
                push?.Add(room[i].Message, positions[i]);
                talk?.Count(room[i].Message);
                activities[i]?.SetTag("roomchat.room_id", room[i].Message.RoomId.Value).SetTag("roomchat.offset", positions[i].Offset);
            }
            return [.. room.Select((one, i) => new LoggedMessage(one.Message, positions[i]) { TraceParent = traceParents[i] })];
        }
        finally
        {
            foreach (var activity in activities.AsEnumerable().Reverse()) activity?.Dispose();
        }
    }

    private async Task DeadLetterAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage received, string reason, CancellationToken ct)
    {
        LogDeadLettered(received.MessageId, reason);
        metrics.Losses.DeadLettered();
        await receiver.DeadLetterMessageAsync(received, BadEnvelope, reason, ct);
    }

    /// <summary>Starts a span in the publisher's trace.</summary>
    private static Activity? Start(ServiceBusReceivedMessage received)
    {
        var parent = Property(received, "traceparent") ?? Property(received, "Diagnostic-Id");
        return ActivityContext.TryParse(parent, Property(received, "tracestate"), isRemote: true, out var context)
            ? RealtimeMetrics.Activities.StartActivity("append to room log", ActivityKind.Consumer, context)
            : RealtimeMetrics.Activities.StartActivity("append to room log", ActivityKind.Consumer);
    }

    private static string? Property(ServiceBusReceivedMessage received, string name) =>
        received.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: messages could not be appended; trying again in {Retry}")]
    private partial void LogAppendFailed(Exception? exception, RoomId roomId, TimeSpan retry);

    [LoggerMessage(LogLevel.Warning, "Room {RoomId} alone cannot be written: {Count} messages stay with the broker, and the others go on")]
    private partial void LogLeftBehind(RoomId roomId, int count);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is dead-lettered: {Reason}")]
    private partial void LogDeadLettered(string? messageId, string reason);

    /// <param name="Messages">A room's part of a batch.</param>
    /// <param name="Logged">The messages with their positions; null when they were left behind.</param>
    private sealed record RoomBatch(
        IReadOnlyList<(ServiceBusReceivedMessage Received, ChatMessage Message)> Messages, IReadOnlyList<LoggedMessage>? Logged);
}
