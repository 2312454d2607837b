using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Transactions;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Receives messages for a queue or topic; accepts them when the broker has stored them safely.</summary>
internal sealed partial class SendEndpoint(ListenerLink link, IMessageTarget target, IJournal journal, ILogger logger) : LinkEndpoint
{
    /// <summary>Credit of a sender for unsettled messages; the library restores it when they are settled.</summary>
    public const int Credit = 1000;

    /// <summary>Limit of unsettled messages, which wait in memory. Clients that respect their credit stay below it.</summary>
    private const int MostOnTheWay = 4 * Credit;

    private int _onTheWay;

    public override void OnMessage(MessageContext messageContext)
    {
        // An exception here would close the whole connection.
        try
        {
            var refusal = Interlocked.Increment(ref _onTheWay) > MostOnTheWay
                ? AmqpErrors.TooManyTransfers(Credit)
                : Refusal(messageContext.DeliveryState) ?? Take((IncomingMessage)messageContext.Message);
            if (refusal is null) journal.WhenSafe(() => Complete(messageContext, null));
            else Complete(messageContext, refusal);
        }
        catch (AmqpException exception)
        {
            LogUndecodable(target.Path.Name, exception);
            Complete(messageContext, exception.Error);
        }
        catch (Exception exception)
        {
            LogSendFailed(target.Path.Name, exception);
            Complete(messageContext, AmqpErrors.Internal(exception.Message));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
        // A sender reports its state; no action is needed.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Nothing is sent on this link.
    }

    private void Complete(MessageContext context, Error? refusal)
    {
        Interlocked.Decrement(ref _onTheWay);
        try
        {
            if (link.IsClosed) return;
            if (refusal is null) context.Complete();
            else if (MustEndLink(refusal, (IncomingMessage)context.Message)) _ = link.DetachAsync(refusal, logger);
            else context.Complete(refusal);
        }
        catch (AmqpException exception)
        {
            LogLinkGone(target.Path.Name, exception);
        }
    }

    // Ending the link is the only way to report that a settled message is too large (AMQP 1.0, part 2.7.3).
    private static bool MustEndLink(Error refusal, IncomingMessage message) =>
        message.IsSettled && refusal.Condition.ToString() == AmqpErrors.SizeExceeded;

    // Without transactions, such a message would be visible before the commit, and also after a rollback.
    private static Error? Refusal(DeliveryState? state) =>
        state is TransactionalState ? AmqpErrors.NotImplemented("Transactions are not supported.") : null;

    private Error? Take(IncomingMessage received)
    {
        if (received.Encoded.Length > MessageLimits.MaxBatchSize)
            return AmqpErrors.MessageTooLarge(received.Encoded.Length, MessageLimits.MaxBatchSize);
        var messages = MessageMapping.ReadAll(received);
        foreach (var message in messages)
        {
            if (MessageLimits.Check(message) is { } refusal) return refusal;
        }

        var outcome = target.Send(messages);
        return outcome == SendOutcome.Accepted ? null : AmqpErrors.NotSent(target.Path, outcome);
    }

    [LoggerMessage(LogLevel.Debug, "The sender to {Entity} went before its message was accepted")]
    private partial void LogLinkGone(string entity, Exception exception);

    [LoggerMessage(LogLevel.Information, "A message to {Entity} cannot be decoded")]
    private partial void LogUndecodable(string entity, Exception exception);

    [LoggerMessage(LogLevel.Error, "A message to {Entity} could not be taken")]
    private partial void LogSendFailed(string entity, Exception exception);
}
