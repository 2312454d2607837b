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
internal sealed partial class MessageIntake(IRoomLog log, IOptions<RoutingOptions> options, TimeProvider time, ILogger<MessageIntake> logger)
{
    /// <summary>Why a message is dead-lettered.</summary>
    public const string BadEnvelope = "BadEnvelope";

    /// <summary>Appends the messages in their order and completes them; what is no envelope is dead-lettered and the rest goes on.</summary>
    public async Task TakeAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
    {
        var good = new List<(ServiceBusReceivedMessage Received, ChatMessage Message)>(batch.Count);
        var settling = new List<Task>(batch.Count);
        foreach (var received in batch)
        {
            if (Envelope.TryOpen(received, out var message, out var reason)) good.Add((received, message));
            else settling.Add(DeadLetterAsync(receiver, received, reason, ct));
        }
        await AppendAsync(good, ct);
        settling.AddRange(good.Select(one => receiver.CompleteMessageAsync(one.Received, ct)));
        await Task.WhenAll(settling);
    }

    /// <summary>
    /// Rooms side by side, and in each room one message after another: were they begun without waiting, a message whose append fails alone,
    /// as when the connection to Redis breaks, would be overtaken by the next.
    /// </summary>
    private Task AppendAsync(IEnumerable<(ServiceBusReceivedMessage Received, ChatMessage Message)> messages, CancellationToken ct) =>
        Task.WhenAll(messages.GroupBy(one => one.Message.RoomId).Select(async room =>
        {
            foreach (var (received, message) in room) await AppendPatientlyAsync(received, message, ct);
        }));

    /// <summary>
    /// Appends, however long that takes: while the log is away the messages stay locked, because giving them back would use up
    /// their deliveries and end them in the dead-letter queue.
    /// </summary>
    private async Task AppendPatientlyAsync(ServiceBusReceivedMessage received, ChatMessage message, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await AppendAsync(received, message, ct);
                return;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogAppendFailed(exception, message.RoomId, options.Value.Retry);
                await Task.Delay(options.Value.Retry, time, ct);
            }
        }
    }

    private async Task AppendAsync(ServiceBusReceivedMessage received, ChatMessage message, CancellationToken ct)
    {
        using var activity = Start(received);
        activity?.SetTag("roomchat.room_id", message.RoomId.Value);
        var position = await log.AppendAsync(message, ct);
        activity?.SetTag("roomchat.offset", position.Offset);
    }

    private async Task DeadLetterAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage received, string reason, CancellationToken ct)
    {
        LogDeadLettered(received.MessageId, reason);
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

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: a message could not be appended; trying again in {Retry}")]
    private partial void LogAppendFailed(Exception? exception, RoomId roomId, TimeSpan retry);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is dead-lettered: {Reason}")]
    private partial void LogDeadLettered(string? messageId, string reason);
}
