using System.Text;
using Amqp;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Requests about sessions: their locks and the state that applications store with them.</summary>
internal sealed partial class ManagementNode
{
    /// <summary>Bytes of an encoded text beside its characters.</summary>
    private const int AroundText = 5;

    private static ManagementResult RenewSessionLock(
        MessageQueue source, Dictionary<string, object?> arguments, Message request, ConnectionState connection)
    {
        // A receiver that lost its session must not renew the lock of the new holder.
        var sessionId = Argument<string>(arguments, "session-id");
        var linkName = request.ApplicationProperties["associated-link-name"] as string;
        var held = linkName is null ? null : connection.Sessions.GetValueOrDefault(linkName);
        var isStranger = linkName is not null && held?.SessionId != sessionId;
        return !isStranger && source.RenewSessionLock(sessionId, held) is { } until
            ? ManagementResult.With("expiration", until.UtcDateTime)
            : ManagementResult.Gone(AmqpErrors.SessionLockLost(sessionId));
    }

    private static ManagementResult GetSessionState(MessageQueue source, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var state = source.GetSessionState(Argument<string>(arguments, "session-id"))?.ToArray();
        return state is null || state.Length <= room.Left
            ? ManagementResult.With("session-state", state)
            : ManagementResult.TooLarge(state.Length, room.Left);
    }

    /// <summary>
    /// Clients request sessions with messages by the largest date. The page size is the caller's <c>top</c>, as in Service Bus.
    /// </summary>
    private static ManagementResult GetMessageSessions(MessageQueue source, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        var (skip, top) = (Argument<int>(arguments, "skip"), Argument<int>(arguments, "top"));
        var since = Argument<DateTime>(arguments, "last-updated-time");
        var sessions = since.Year >= DateTime.MaxValue.Year
            ? source.SessionsWithMessages()
            : source.SessionsWithStateSetSince(new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc)));
        var rest = sessions.Order(StringComparer.Ordinal).Skip(skip).Take(top).ToList();
        if (rest.Count == 0) return ManagementResult.NoContent;
        var page = rest.TakeWhile(id => room.TryTake(AroundText + Encoding.UTF8.GetByteCount(id))).ToArray();
        return page.Length == 0
            ? ManagementResult.TooLarge(AroundText + Encoding.UTF8.GetByteCount(rest[0]), room.Left)
            : new ManagementResult(200, new Map { ["skip"] = skip + page.Length, ["sessions-ids"] = page });
    }

    private static ManagementResult SetSessionState(MessageQueue source, Dictionary<string, object?> arguments)
    {
        // Null means no state, unlike an empty state. A converted null array would become an empty state.
        var state = Optional<byte[]>(arguments, "session-state");
        if (state is { Length: > MessageLimits.MaxStateSize })
            return ManagementResult.Refused(AmqpErrors.StateTooLarge(state.Length, MessageLimits.MaxStateSize));
        var stored = state is null ? default(ReadOnlyMemory<byte>?) : state.AsMemory();
        source.SetSessionState(Argument<string>(arguments, "session-id"), stored);
        return ManagementResult.Ok;
    }
}
