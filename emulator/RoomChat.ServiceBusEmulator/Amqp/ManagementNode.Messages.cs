using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Requests about messages: schedule, cancel, peek, locks, settling by token, receiving deferred messages.</summary>
internal sealed partial class ManagementNode
{
    /// <summary>
    /// Largest number of messages in one answer, built in memory. Service Bus returns no more either; clients request the next page.
    /// </summary>
    private const int MostPeeked = 250;

    /// <summary>Largest number of message bytes in one answer, independent of the receiver's limit.</summary>
    private const int MostMessageBytes = MessageLimits.MaxBatchSize;

    /// <summary>Messages read at once for an answer. Their sizes are unknown before they are read.</summary>
    private const int PeekedAtOnce = 8;

    /// <summary>Bytes of a sequence number, or of a lock's expiry.</summary>
    private const int NumberSize = 8;

    private static ManagementResult Schedule(IMessageTarget target, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var messages = EncodedMessages(arguments).Select(encoded => MessageMapping.Read(encoded)).ToList();
        var refusal = messages.Select(MessageLimits.Check).FirstOrDefault(static error => error is not null);
        if (refusal is not null) return ManagementResult.Refused(refusal);
        if (!room.TryTake(NumberSize * messages.Count)) return ManagementResult.TooLarge(NumberSize * messages.Count, room.Left);
        if (target.WhyNotSend() is { } outcome) return new ManagementResult(400, Error: AmqpErrors.NotSent(target.Path, outcome));
        return target.Schedule(messages) is { } numbers
            ? ManagementResult.With("sequence-numbers", numbers.ToArray())
            : new ManagementResult(400, Error: AmqpErrors.SessionIdMissing());
    }

    private static ManagementResult CancelScheduled(IMessageTarget target, Dictionary<string, object?> arguments) =>
        target.CancelScheduled(Argument<long[]>(arguments, "sequence-numbers"))
            ? ManagementResult.Ok
            : ManagementResult.NotFound(AmqpErrors.MessageNotFound());

    private ManagementResult Peek(MessageQueue source, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var from = Argument<long>(arguments, "from-sequence-number");
        var left = Math.Min(Argument<int>(arguments, "message-count"), MostPeeked);
        var sessionId = Optional<string>(arguments, "session-id");
        var withoutBody = arguments.GetValueOrDefault("omit-message-body") is true;
        var answer = new AnswerList(room.AtMost(MostMessageBytes));
        while (left > 0)
        {
            var wanted = Math.Min(left, PeekedAtOnce);
            var messages = target is Queue whole ? whole.Peek(from, wanted, sessionId) : source.Peek(from, wanted, sessionId);
            foreach (var message in messages)
            {
                var shown = withoutBody ? message with { Message = message.Message with { Body = default } } : message;
                var encoded = MessageMapping.WriteBytes(shown);
                if (!answer.Fits(encoded.Length)) return answer.ToResult("messages");
                answer.Elements.Add(new Map { ["message"] = encoded });
                from = message.SequenceNumber + 1;
            }

            if (messages.Count < wanted) break;
            left -= wanted;
        }

        return answer.ToResult("messages");
    }

    private static ManagementResult RenewLock(MessageQueue source, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var tokens = Argument<Guid[]>(arguments, "lock-tokens");
        if (!room.TryTake(NumberSize * tokens.Length)) return ManagementResult.TooLarge(NumberSize * tokens.Length, room.Left);
        var expirations = new List<DateTime>();
        foreach (var token in tokens)
        {
            if (source.RenewLock(token) is not { } until) return ManagementResult.Gone(AmqpErrors.MessageLockLost());
            expirations.Add(until.UtcDateTime);
        }

        return ManagementResult.With("expirations", expirations.ToArray());
    }

    private static ManagementResult UpdateDisposition(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var changes = MessageMapping.ReadMap(Optional<Map>(arguments, "properties-to-modify"));
        var status = Argument<string>(arguments, "disposition-status");
        Settlement settlement = status switch
        {
            "completed" => new Settlement.Complete(),
            "abandoned" => new Settlement.Abandon { Changes = changes },
            "defered" => new Settlement.Defer { Changes = changes },
            "suspended" => new Settlement.DeadLetter { Changes = WithReason(changes, arguments) },
            _ => throw new ArgumentFault($"The disposition-status '{status}' is not known."),
        };
        var tokens = Argument<Guid[]>(arguments, "lock-tokens");
        var outcomes = tokens.Select(token => source.Settle(token, settlement, MessageLimits.AllowsHeader)).ToList();
        if (outcomes.Contains(SettleOutcome.TooLarge))
            return ManagementResult.Refused(AmqpErrors.ChangesTooLarge(MessageLimits.MaxHeaderSize));
        if (!outcomes.Contains(SettleOutcome.LockLost)) return ManagementResult.Ok;
        return ManagementResult.Gone(Optional<string>(arguments, "session-id") is { } sessionId
            ? AmqpErrors.SessionLockLost(sessionId)
            : AmqpErrors.MessageLockLost());
    }

    /// <summary>
    /// Messages that do not fit into the answer stay deferred, for the next request. Clients accept fewer messages than requested.
    /// </summary>
    private static ManagementResult ReceiveBySequenceNumber(MessageQueue source, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var mode = Argument<uint>(arguments, "receiver-settle-mode") == 0 ? ReceiveMode.ReceiveAndDelete : ReceiveMode.PeekLock;
        var numbers = Argument<long[]>(arguments, "sequence-numbers");
        var answer = new AnswerList(room.AtMost(MostMessageBytes));
        var messages = source.ReceiveDeferred(numbers, mode, Optional<string>(arguments, "session-id"), Fits);
        if (messages is null) return ManagementResult.NotFound(AmqpErrors.MessageNotFound());
        foreach (var message in messages)
        {
            var token = message.LockToken ?? Guid.Empty;
            answer.Elements.Add(new Map { ["message"] = MessageMapping.WriteBytes(message), ["lock-token"] = token });
        }

        return answer.ToResult("messages");

        bool Fits(DeliveredMessage message) => answer.Fits(
            MessageMapping.WriteBytes(mode == ReceiveMode.PeekLock ? message with { LockedUntil = message.EnqueuedTime } : message).Length);
    }

    private static ManagementResult DeleteMessages(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var before = new DateTimeOffset(DateTime.SpecifyKind(Argument<DateTime>(arguments, "enqueued-time-utc"), DateTimeKind.Utc));
        var count = source.Delete(Argument<int>(arguments, "message-count"), before, Optional<string>(arguments, "session-id"));
        return count == 0 ? ManagementResult.NoContent : ManagementResult.With("message-count", count);
    }

    private static Dictionary<string, object?> WithReason(Dictionary<string, object?> changes, Dictionary<string, object?> arguments)
    {
        var reason = DeadLetter.Because(
            Optional<string>(arguments, "deadletter-reason"), Optional<string>(arguments, "deadletter-description"));
        foreach (var (name, value) in reason) changes[name] = value;
        return changes;
    }
}
