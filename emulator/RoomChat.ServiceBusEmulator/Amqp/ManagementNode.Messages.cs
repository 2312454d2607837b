using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Requests about messages: schedule, cancel, peek, locks, settling by token, receiving what was deferred.</summary>
internal sealed partial class ManagementNode
{
    /// <summary>Messages in one answer, which is built in memory. Service Bus gives no more either; clients ask again from the last one on.</summary>
    private const int MostPeeked = 250;

    private static ManagementResult Schedule(IMessageTarget target, Dictionary<string, object?> arguments)
    {
        var messages = EncodedMessages(arguments).Select(encoded => MessageMapping.Read(encoded)).ToList();
        if (messages.Select(MessageLimits.Check).FirstOrDefault(refusal => refusal is not null) is { } refusal) return new ManagementResult(403, Error: refusal);
        if (target.WhyNotSend() is { } outcome) return new ManagementResult(400, Error: AmqpErrors.NotSent(target.Path, outcome));
        return target.Schedule(messages) is { } numbers
            ? ManagementResult.With("sequence-numbers", numbers.ToArray())
            : new ManagementResult(400, Error: AmqpErrors.SessionIdMissing());
    }

    private static ManagementResult CancelScheduled(IMessageTarget target, Dictionary<string, object?> arguments) =>
        target.CancelScheduled(Argument<long[]>(arguments, "sequence-numbers"))
            ? ManagementResult.Ok
            : ManagementResult.NotFound(AmqpErrors.MessageNotFound());

    private ManagementResult Peek(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var from = Argument<long>(arguments, "from-sequence-number");
        var count = Math.Min(Argument<int>(arguments, "message-count"), MostPeeked);
        var sessionId = Optional<string>(arguments, "session-id");
        var messages = target is Queue whole ? whole.Peek(from, count, sessionId) : source.Peek(from, count, sessionId);
        if (messages.Count == 0) return ManagementResult.NoContent;
        return ManagementResult.With("messages", ListOf(messages.Select(message => new Map { ["message"] = MessageMapping.WriteBytes(message) })));
    }

    private static ManagementResult RenewLock(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var expirations = new List<DateTime>();
        foreach (var token in Argument<Guid[]>(arguments, "lock-tokens"))
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
        var lost = Argument<Guid[]>(arguments, "lock-tokens").Where(token => !source.Settle(token, settlement)).ToList();
        if (lost.Count == 0) return ManagementResult.Ok;
        return ManagementResult.Gone(Optional<string>(arguments, "session-id") is { } sessionId
            ? AmqpErrors.SessionLockLost(sessionId)
            : AmqpErrors.MessageLockLost());
    }

    private static ManagementResult ReceiveBySequenceNumber(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var mode = Argument<uint>(arguments, "receiver-settle-mode") == 0 ? ReceiveMode.ReceiveAndDelete : ReceiveMode.PeekLock;
        var numbers = Argument<long[]>(arguments, "sequence-numbers");
        var messages = source.ReceiveDeferred(numbers, mode, Optional<string>(arguments, "session-id"));
        if (messages is null) return ManagementResult.NotFound(AmqpErrors.MessageNotFound());
        return ManagementResult.With("messages", ListOf(messages.Select(message => new Map
        {
            ["message"] = MessageMapping.WriteBytes(message),
            ["lock-token"] = message.LockToken ?? Guid.Empty,
        })));
    }

    private static ManagementResult DeleteMessages(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var before = new DateTimeOffset(DateTime.SpecifyKind(Argument<DateTime>(arguments, "enqueued-time-utc"), DateTimeKind.Utc));
        var count = source.Delete(Argument<int>(arguments, "message-count"), before, Optional<string>(arguments, "session-id"));
        return count == 0 ? ManagementResult.NoContent : ManagementResult.With("message-count", count);
    }

    private static List ListOf(IEnumerable<Map> maps)
    {
        var list = new List();
        foreach (var map in maps) list.Add(map);
        return list;
    }

    private static Dictionary<string, object?> WithReason(Dictionary<string, object?> changes, Dictionary<string, object?> arguments)
    {
        var reason = DeadLetter.Because(Optional<string>(arguments, "deadletter-reason"), Optional<string>(arguments, "deadletter-description"));
        foreach (var (name, value) in reason) changes[name] = value;
        return changes;
    }
}
