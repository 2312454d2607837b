using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Takes requests for a node and sends each answer to the link that the request names.</summary>
internal sealed partial class RequestEndpoint(ListenerLink requests, IRequestNode node, IJournal journal, ILogger logger) : LinkEndpoint
{
    private readonly ConnectionState _connection = ConnectionState.Of(requests);

    public override void OnMessage(MessageContext messageContext)
    {
        // An exception here would close the whole connection.
        try
        {
            var request = (IncomingMessage)messageContext.Message;
            if (request.Encoded.Length > MessageLimits.MaxBatchSize)
            {
                messageContext.Complete(AmqpErrors.MessageTooLarge(request.Encoded.Length, MessageLimits.MaxBatchSize));
                return;
            }

            Answer(request.Decode());
            messageContext.Complete();
        }
        catch (Exception exception)
        {
            LogRequestFailed(requests.Name, exception);
            if (!requests.IsClosed) messageContext.Complete(AmqpErrors.Internal(exception.Message));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
        // Nothing is sent on this link.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Nothing is sent on this link.
    }

    private void Answer(Message request)
    {
        if (_connection.FindReplyLink(request.Properties?.ReplyTo) is not { } replies)
        {
            LogNoReplyLink(requests.Name, request.Properties?.ReplyTo);
            return;
        }

        var answer = node.Answer(request, _connection);
        answer.Properties = new Properties();
        answer.Properties.SetCorrelationId(request.Properties!.GetMessageId());
        journal.WhenSafe(() => Send(replies, answer));
    }

    private void Send(ListenerLink replies, Message answer)
    {
        try
        {
            replies.SendMessage(answer);
        }
        catch (AmqpException exception) when (replies.IsClosed || replies.Error is not null)
        {
            LogNobodyListens(requests.Name, exception);
        }
        catch (AmqpException exception)
        {
            LogRequestFailed(requests.Name, exception);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The answer to a request on link {Link} has nowhere to go: its link is detached")]
    private partial void LogNobodyListens(string link, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A request on link {Link} could not be answered")]
    private partial void LogRequestFailed(string link, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A request on link {Link} asks for its answer at {ReplyTo}, where there is no link")]
    private partial void LogNoReplyLink(string link, string? replyTo);
}
