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
/// Brings messages from Service Bus into their rooms' logs. The order is the promise: append, then settle. A crash in between redelivers, and
/// the log answers a repeat with the same offset. A room that alone cannot be written is left behind, for the others' sake: its messages stay with the
/// broker, and come again, in their order, when the session is next taken.
/// </summary>
internal sealed partial class MessageIntake(
    IRoomLog log, LogTrouble trouble, IOptions<RoutingOptions> options, RealtimeMetrics metrics, TimeProvider time,
    ILogger<MessageIntake> logger,
    // Not there without the keys of Web Push.
    PushQueue? push = null,
    // Not there where nothing is reported.
    TalkCounts? talk = null)
{
    // The rooms that each session's holder has left behind: what comes later in them must not overtake it.
    private readonly ConditionalWeakTable<ServiceBusReceiver, ConcurrentDictionary<RoomId, bool>> _leftBehind = [];

    /// <summary>Why a message is dead-lettered.</summary>
    public const string BadEnvelope = "BadEnvelope";

    /// <summary>Appends the messages in their order and completes them; what is no envelope is dead-lettered and the rest goes on.</summary>
    /// <returns>The messages with their places, each room's in order, and whether they are all.</returns>
    public async Task<TakenBatch> TakeAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
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
    /// Rooms side by side, and each room's messages in one go: begun one by one without waiting, a message whose append fails alone,
    /// as when the connection to Redis breaks, would be overtaken by the next.
    /// </summary>
    private Task<RoomBatch[]> AppendAllAsync(
        IEnumerable<(ServiceBusReceivedMessage Received, ChatMessage Message)> messages, ConcurrentDictionary<RoomId, bool> leftBehind, CancellationToken ct) =>
        Task.WhenAll(messages.GroupBy(one => one.Message.RoomId).Select(async room =>
        {
            List<(ServiceBusReceivedMessage Received, ChatMessage Message)> batch = [.. room];
            if (leftBehind.ContainsKey(room.Key)) return new RoomBatch(batch, null);
            var logged = await AppendPatientlyAsync(batch, ct);
            if (logged is null) leftBehind[room.Key] = true;
            return new RoomBatch(batch, logged);
        }));

    /// <summary>
    /// Appends, however long that takes: while the log is away the messages stay locked, because giving them back would use up
    /// their deliveries and end them in the dead-letter queue. Null for a room that fails while others do not: then it is this room that waits, and not all.
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

    private async Task<IReadOnlyList<LoggedMessage>> AppendRoomAsync(List<(ServiceBusReceivedMessage Received, ChatMessage Message)> room, CancellationToken ct)
    {
        // The canary belongs to no request: its spans would be one more trace every few seconds.
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

    /// <summary>A span in the trace of whoever published the message.</summary>
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
    /// <param name="Logged">The messages with their places; null when they were left behind.</param>
    private sealed record RoomBatch(
        IReadOnlyList<(ServiceBusReceivedMessage Received, ChatMessage Message)> Messages, IReadOnlyList<LoggedMessage>? Logged);
}
