using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.ServiceBus;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Brings messages from Service Bus into their rooms' logs. The order is the promise: append, then settle. A crash in between redelivers, and
/// the log answers a repeat with the same offset.
/// </summary>
internal sealed partial class MessageIntake(
    IRoomLog log, IOptions<RoutingOptions> options, RealtimeMetrics metrics, TimeProvider time, ILogger<MessageIntake> logger)
{
    /// <summary>Why a message is dead-lettered.</summary>
    public const string BadEnvelope = "BadEnvelope";

    /// <summary>Appends the messages in their order and completes them; what is no envelope is dead-lettered and the rest goes on.</summary>
    /// <returns>The messages with their places, each room's in order.</returns>
    public async Task<IReadOnlyList<LoggedMessage>> TakeAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
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
        var logged = await AppendAllAsync(good, ct);
        settling.AddRange(good.Select(one => receiver.CompleteMessageAsync(one.Received, ct)));
        await Task.WhenAll(settling);
        return logged;
    }

    /// <summary>
    /// Rooms side by side, and each room's messages in one go: begun one by one without waiting, a message whose append fails alone,
    /// as when the connection to Redis breaks, would be overtaken by the next.
    /// </summary>
    private async Task<IReadOnlyList<LoggedMessage>> AppendAllAsync(IEnumerable<(ServiceBusReceivedMessage Received, ChatMessage Message)> messages, CancellationToken ct)
    {
        var rooms = await Task.WhenAll(messages.GroupBy(one => one.Message.RoomId).Select(room => AppendPatientlyAsync([.. room], ct)));
        return [.. rooms.SelectMany(room => room)];
    }

    /// <summary>
    /// Appends, however long that takes: while the log is away the messages stay locked, because giving them back would use up
    /// their deliveries and end them in the dead-letter queue.
    /// </summary>
    private async Task<IReadOnlyList<LoggedMessage>> AppendPatientlyAsync(IReadOnlyList<(ServiceBusReceivedMessage Received, ChatMessage Message)> room, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await AppendRoomAsync(room, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                metrics.Losses.AppendFailed();
                LogAppendFailed(exception, room[0].Message.RoomId, options.Value.Retry);
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    private async Task<IReadOnlyList<LoggedMessage>> AppendRoomAsync(IReadOnlyList<(ServiceBusReceivedMessage Received, ChatMessage Message)> room, CancellationToken ct)
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

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is dead-lettered: {Reason}")]
    private partial void LogDeadLettered(string? messageId, string reason);
}
