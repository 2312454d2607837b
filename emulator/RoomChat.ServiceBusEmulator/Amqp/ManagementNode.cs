using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Answers clients' requests to an entity other than sending and receiving.</summary>
/// <param name="life">The entity's life; each request counts as use of the entity.</param>
/// <param name="target">The entity as a target for messages; null when it is none.</param>
/// <param name="queue">The entity as a source of messages; null when it is none.</param>
/// <param name="subscription">The entity as a subscription with rules; null when it is none.</param>
/// <param name="calls">Counts the requests about rules.</param>
internal sealed partial class ManagementNode(
    EntityLife life, IMessageTarget? target, MessageQueue? queue, Subscription? subscription, ManagementCalls calls) : IRequestNode
{
    private const string Prefix = "com.microsoft:";

    public Message Refuse(Error error) => Answer(ManagementResult.Refused(error));

    public Message Answer(Message request, ConnectionState connection, AnswerRoom room)
    {
        life.Touch();
        var operation = request.ApplicationProperties?["operation"] as string ?? "";
        var arguments = MessageMapping.ReadMap(request.Body as Map);
        try
        {
            return Answer(Perform(operation, arguments, request, connection, room));
        }
        catch (ArgumentFault fault)
        {
            return Answer(ManagementResult.BadRequest(fault.Message));
        }
        catch (AmqpException exception)
        {
            // A message inside the request cannot be decoded.
            return Answer(ManagementResult.BadRequest(exception.Error.Description));
        }
    }

    private static Message Answer(ManagementResult result)
    {
        var answer = new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["statusCode"] = result.Status,
                ["statusDescription"] = result.Error?.Description ?? "OK",
            },
            BodySection = new AmqpValue { Value = result.Values ?? [] },
        };
        if (result.Error is { } error) answer.ApplicationProperties["errorCondition"] = error.Condition;
        return answer;
    }

    private ManagementResult Perform(
        string operation, Dictionary<string, object?> arguments, Message request, ConnectionState connection, AnswerRoom room) =>
        (operation.StartsWith(Prefix, StringComparison.Ordinal) ? operation[Prefix.Length..] : operation) switch
        {
            "schedule-message" when target is not null => Schedule(target, arguments, room),
            "cancel-scheduled-message" when target is not null => CancelScheduled(target, arguments),
            "peek-message" when queue is not null => Peek(queue, arguments, room),
            "renew-lock" when queue is not null => RenewLock(queue, arguments, room),
            "update-disposition" when queue is not null => UpdateDisposition(queue, arguments),
            "receive-by-sequence-number" when queue is not null => ReceiveBySequenceNumber(queue, arguments, room),
            "renew-session-lock" when queue is not null => RenewSessionLock(queue, arguments, request, connection),
            "get-session-state" when queue is not null => GetSessionState(queue, arguments, room),
            "set-session-state" when queue is not null => SetSessionState(queue, arguments),
            "get-message-sessions" when queue is not null => GetMessageSessions(queue, arguments, room),
            "batch-delete-messages" when queue is not null => DeleteMessages(queue, arguments),
            "add-rule" when subscription is not null => AddRule(subscription, arguments),
            "remove-rule" when subscription is not null => RemoveRule(subscription, arguments),
            "enumerate-rules" when subscription is not null => EnumerateRules(subscription, arguments, room),
            _ => ManagementResult.NotImplemented($"The operation '{operation}' is not supported here."),
        };

    private static T Argument<T>(Dictionary<string, object?> arguments, string name) =>
        arguments.GetValueOrDefault(name) is T value
            ? value
            : throw new ArgumentFault($"'{name}' is missing or is not a {typeof(T).Name}.");

    /// <summary>An optional argument; missing and null mean the same.</summary>
    private static T? Optional<T>(Dictionary<string, object?> arguments, string name) where T : class =>
        arguments.GetValueOrDefault(name) is null ? null : Argument<T>(arguments, name);

    private static IEnumerable<byte[]> EncodedMessages(Dictionary<string, object?> arguments) =>
        Argument<System.Collections.IList>(arguments, "messages").Cast<object?>().Select(entry => Argument<byte[]>(
            MessageMapping.ReadMap(entry as Map ?? throw new ArgumentFault("One of the 'messages' is not a map.")), "message"));

    /// <summary>A request's argument is wrong.</summary>
    private sealed class ArgumentFault(string message) : Exception(message);
}
