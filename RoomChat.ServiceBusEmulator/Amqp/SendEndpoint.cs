using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Takes messages for a queue or topic; accepts them when the broker has them.</summary>
internal sealed partial class SendEndpoint(ListenerLink link, IMessageTarget target, ILogger logger) : LinkEndpoint
{
    /// <summary>Messages a sender may have on the way; the library restores it as they are settled.</summary>
    public const int Credit = 1000;

    public override void OnMessage(MessageContext messageContext)
    {
        // An exception here would close the whole connection.
        try
        {
            var refusal = Take(messageContext.Message);
            if (refusal is null) messageContext.Complete();
            else messageContext.Complete(refusal);
        }
        catch (AmqpException exception)
        {
            LogUndecodable(target.Path.Name, exception);
            messageContext.Complete(exception.Error);
        }
        catch (Exception exception)
        {
            LogSendFailed(target.Path.Name, exception);
            if (!link.IsClosed) messageContext.Complete(AmqpErrors.Internal(exception.Message));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
        // Senders tell their state; there is nothing to do about it.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Nothing is sent on this link.
    }

    private Error? Take(Message received)
    {
        var messages = MessageMapping.ReadAll(received);
        var size = messages.Sum(MessageMapping.SizeOf);
        if (size > MessageMapping.MaxMessageSize) return AmqpErrors.MessageTooLarge(size);
        return target.Send(messages) switch
        {
            SendOutcome.Accepted => null,
            SendOutcome.SessionIdMissing => AmqpErrors.SessionIdMissing(),
            SendOutcome.NotFound => AmqpErrors.EntityNotFound(target.Path),
            SendOutcome.Disabled => AmqpErrors.EntityDisabled(target.Path),
            var unknown => AmqpErrors.Internal(unknown.ToString()),
        };
    }

    [LoggerMessage(LogLevel.Information, "A message to {Entity} cannot be decoded")]
    private partial void LogUndecodable(string entity, Exception exception);

    [LoggerMessage(LogLevel.Error, "A message to {Entity} could not be taken")]
    private partial void LogSendFailed(string entity, Exception exception);
}
