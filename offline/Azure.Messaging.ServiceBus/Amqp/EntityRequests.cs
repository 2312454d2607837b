using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>What is asked of an entity's <c>$management</c> node.</summary>
internal sealed class EntityRequests(OnDemand<AmqpConnection> connections, string entityPath)
{
    private const int NoContent = 204;

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(long fromSequenceNumber, int most, string? sessionId, string? linkName, CancellationToken ct)
    {
        var body = new Map { ["from-sequence-number"] = fromSequenceNumber, ["message-count"] = most };
        if (sessionId is not null) body["session-id"] = sessionId;
        var answer = await AskAsync("peek-message", body, linkName, ct);
        return MessagesOf(answer, static _ => Guid.Empty);
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(
        long[] sequenceNumbers, bool peekLock, string? sessionId, string? linkName, CancellationToken ct)
    {
        var body = new Map { ["sequence-numbers"] = sequenceNumbers, ["receiver-settle-mode"] = peekLock ? 1u : 0u };
        if (sessionId is not null) body["session-id"] = sessionId;
        var answer = await AskAsync("receive-by-sequence-number", body, linkName, ct);
        return MessagesOf(answer, static entry => entry["lock-token"] is Guid token ? token : Guid.Empty);
    }

    public async Task<IReadOnlyList<long>> ScheduleAsync(IEnumerable<ServiceBusMessage> messages, string? linkName, CancellationToken ct)
    {
        var entries = new List();
        foreach (var message in messages)
        {
            var id = message.MessageId ?? Guid.NewGuid().ToString("N");
            var entry = new Map { ["message"] = MessageMapping.Encode(MessageMapping.ToAmqp(message)), ["message-id"] = id };
            if (message.SessionId is not null) entry["session-id"] = message.SessionId;
            if (message.PartitionKey is not null) entry["partition-key"] = message.PartitionKey;
            if (message.TransactionPartitionKey is not null) entry["via-partition-key"] = message.TransactionPartitionKey;
            entries.Add(entry);
        }

        var answer = await AskAsync("schedule-message", new Map { ["messages"] = entries }, linkName, ct);
        return Required<long[]>(answer, "sequence-numbers");
    }

    public Task CancelScheduledAsync(long[] sequenceNumbers, string? linkName, CancellationToken ct) =>
        AskAsync("cancel-scheduled-message", new Map { ["sequence-numbers"] = sequenceNumbers }, linkName, ct);

    public Task SettleAsync(Guid lockToken, Settlement settlement, string? sessionId, string? linkName, CancellationToken ct)
    {
        var body = new Map { ["lock-tokens"] = new[] { lockToken }, ["disposition-status"] = settlement.Status };
        if (settlement.Reason is not null) body["deadletter-reason"] = settlement.Reason;
        if (settlement.Description is not null) body["deadletter-description"] = settlement.Description;
        if (sessionId is not null) body["session-id"] = sessionId;
        if (settlement.Changes is { } changes)
        {
            var map = new Map();
            foreach (var (name, value) in changes) map[name] = PropertyValues.ToAmqp(name, value);
            body["properties-to-modify"] = map;
        }

        return AskAsync("update-disposition", body, linkName, ct);
    }

    public async Task<DateTimeOffset> RenewLockAsync(Guid lockToken, string? linkName, CancellationToken ct)
    {
        var answer = await AskAsync("renew-lock", new Map { ["lock-tokens"] = new[] { lockToken } }, linkName, ct);
        return Utc(Required<DateTime[]>(answer, "expirations")[0]);
    }

    public async Task<DateTimeOffset> RenewSessionLockAsync(string sessionId, string? linkName, CancellationToken ct)
    {
        var answer = await AskAsync("renew-session-lock", new Map { ["session-id"] = sessionId }, linkName, ct);
        return Utc(Required<DateTime>(answer, "expiration"));
    }

    public async Task<BinaryData?> GetSessionStateAsync(string sessionId, string? linkName, CancellationToken ct)
    {
        var answer = await AskAsync("get-session-state", new Map { ["session-id"] = sessionId }, linkName, ct);
        return answer?["session-state"] is byte[] state ? BinaryData.FromBytes(state) : null;
    }

    public Task SetSessionStateAsync(string sessionId, BinaryData? state, string? linkName, CancellationToken ct) =>
        AskAsync("set-session-state", new Map { ["session-id"] = sessionId, ["session-state"] = state?.ToArray() }, linkName, ct);

    /// <summary>Some names of sessions; none when there are no more.</summary>
    /// <param name="stateSetAfter">Sessions whose state was set since; the greatest time for those that have messages.</param>
    /// <param name="skip">Names seen before.</param>
    /// <param name="top">Most to give.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<string>> GetMessageSessionsAsync(DateTime stateSetAfter, int skip, int top, CancellationToken ct)
    {
        var body = new Map { ["last-updated-time"] = stateSetAfter, ["skip"] = skip, ["top"] = top };
        var answer = await AskAsync("get-message-sessions", body, linkName: null, ct);
        return answer?["sessions-ids"] switch
        {
            string[] ids => ids,
            List ids => [.. ids.Cast<string>()],
            _ => [],
        };
    }

    /// <summary>Asks; null when the broker answered that there is nothing.</summary>
    public async Task<Map?> AskAsync(string operation, Map body, string? linkName, CancellationToken ct)
    {
        var request = new Message(body)
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["operation"] = "com.microsoft:" + operation,
                ["com.microsoft:tracking-id"] = Guid.NewGuid().ToString(),
            },
        };
        if (linkName is not null) request.ApplicationProperties["associated-link-name"] = linkName;

        var connection = await connections.GetAsync(ct);
        var link = await connection.GetManagementAsync(entityPath, ct);
        var answer = await link.RequestAsync(request, ct);
        var properties = answer.ApplicationProperties;
        if (properties?["statusCode"] is not int status)
            throw AmqpErrors.ToException(500, null, $"The answer to {operation} has no statusCode.", entityPath);
        if (status == NoContent) return null;
        if (status is >= 200 and < 300) return answer.Body as Map;
        throw AmqpErrors.ToException(status, properties["errorCondition"]?.ToString(), properties["statusDescription"] as string, entityPath);
    }

    private static List<ServiceBusReceivedMessage> MessagesOf(Map? answer, Func<Map, Guid> lockToken)
    {
        var messages = new List<ServiceBusReceivedMessage>();
        if (answer?["messages"] is not List entries) return messages;
        foreach (Map entry in entries)
            messages.Add(MessageMapping.FromAmqp(MessageMapping.Decode((byte[])entry["message"]), lockToken(entry), delivery: null));
        return messages;
    }

    private T Required<T>(Map? answer, string name) => answer?[name] is T value
        ? value
        : throw new ServiceBusException(isTransient: false, $"The broker's answer lacks '{name}'.", entityPath);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
