using Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Requests about sessions: their locks and the state that applications store with them.</summary>
internal sealed partial class ManagementNode
{
    private static ManagementResult RenewSessionLock(
        MessageQueue source, Dictionary<string, object?> arguments, Message request, ConnectionState connection)
    {
        // A receiver that lost its session must not renew the lock of whoever has it now.
        var sessionId = Argument<string>(arguments, "session-id");
        var linkName = request.ApplicationProperties["associated-link-name"] as string;
        var held = linkName is null ? null : connection.Sessions.GetValueOrDefault(linkName);
        var isStranger = linkName is not null && held?.SessionId != sessionId;
        return !isStranger && source.RenewSessionLock(sessionId, held) is { } until
            ? ManagementResult.With("expiration", until.UtcDateTime)
            : ManagementResult.Gone(AmqpErrors.SessionLockLost(sessionId));
    }

    private static ManagementResult GetSessionState(MessageQueue source, Dictionary<string, object?> arguments) =>
        ManagementResult.With("session-state", source.GetSessionState(Argument<string>(arguments, "session-id"))?.ToArray());

    private static ManagementResult SetSessionState(MessageQueue source, Dictionary<string, object?> arguments)
    {
        var state = arguments.GetValueOrDefault("session-state") as byte[];
        source.SetSessionState(Argument<string>(arguments, "session-id"), state is null ? null : new ReadOnlyMemory<byte>(state));
        return ManagementResult.Ok;
    }
}
