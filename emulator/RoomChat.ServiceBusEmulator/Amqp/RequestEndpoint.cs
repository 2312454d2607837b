using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Receives requests for a node and sends each answer to the link that the request names. Clients send requests settled and wait for the
/// answer, so a failed request has an answer too.
/// </summary>
internal sealed partial class RequestEndpoint(ListenerLink requests, IRequestNode node, IJournal journal, ILogger logger) : LinkEndpoint
{
    /// <summary>Credit of a client for unsettled requests to a node; the library restores it when they are settled.</summary>
    public const int Credit = 100;

    /// <summary>Bytes of an answer in addition to its values and the correlation id.</summary>
    private const int AroundAnswer = 512;

    private readonly ConnectionState _connection = ConnectionState.Of(requests);

    public override void OnMessage(MessageContext messageContext)
    {
        // An exception here would close the whole connection.
        try
        {
            var request = (IncomingMessage)messageContext.Message;
            if (Take(messageContext, request) is { } refusal) Refuse(messageContext, request, refusal);
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

    /// <summary>Performs, answers and settles a request when its answer can be sent; returns an error when it cannot be answered.</summary>
    private Error? Take(MessageContext context, IncomingMessage received)
    {
        var encodedHead = MessageSections.FindProperties(received.Encoded);
        if (encodedHead.IsEmpty) return IsTooLarge(received) ?? AmqpErrors.Undecodable("The request has no properties that can be read.");
        var head = MessageMapping.Decode(encodedHead).Properties;
        if (_connection.FindReplyLink(head.ReplyTo) is not { } replies)
        {
            LogNoReplyLink(requests.Name, head.ReplyTo);
            return IsTooLarge(received) ?? AmqpErrors.NoReplyLink(head.ReplyTo);
        }

        var room = replies.MaxAnswerSize - AroundAnswer - encodedHead.Length;
        return replies.TryRun(() => Run(context, received, head, replies, room)) ? null : AmqpErrors.TooManyTransfers(Credit);
    }

    private void Run(MessageContext context, IncomingMessage received, Properties head, ReplyLink replies, long room)
    {
        Answer(received, head, replies, room);
        if (!requests.IsClosed) context.Complete();
    }

    private void Answer(IncomingMessage received, Properties head, ReplyLink replies, long room)
    {
        var answer = WithCorrelation(Do(received, room), head);
        var encoded = answer.Encode();
        var size = encoded.Length;
        if (size > replies.MaxAnswerSize)
        {
            answer = WithCorrelation(node.Refuse(AmqpErrors.AnswerTooLarge(size, replies.MaxAnswerSize)), head);
            encoded = answer.Encode();
        }

        journal.WhenSafe(() => Send(replies, answer, encoded));
    }

    private Message Do(IncomingMessage received, long room)
    {
        if (IsTooLarge(received) is { } tooLarge) return node.Refuse(tooLarge);
        try
        {
            return node.Answer(received.Decode(), _connection, new AnswerRoom(room));
        }
        catch (AmqpException exception)
        {
            return node.Refuse(exception.Error);
        }
        catch (Exception exception)
        {
            LogRequestFailed(requests.Name, exception);
            return node.Refuse(AmqpErrors.Internal(exception.Message));
        }
    }

    private void Send(ReplyLink replies, Message answer, ByteBuffer encoded)
    {
        try
        {
            if (encoded.Length <= replies.MaxAnswerSize) replies.Link.SendMessage(answer, encoded);
            else _ = replies.Link.DetachAsync(AmqpErrors.AnswerTooLarge(encoded.Length, replies.MaxAnswerSize), logger);
        }
        catch (AmqpException exception) when (replies.Link.IsClosed || replies.Link.Error is not null)
        {
            LogNobodyListens(requests.Name, exception);
        }
        catch (AmqpException exception)
        {
            LogRequestFailed(requests.Name, exception);
        }
    }

    /// <summary>
    /// Refuses a request that cannot be answered. The client receives an outcome or, if it sent the request settled, a detach.
    /// </summary>
    private void Refuse(MessageContext context, IncomingMessage request, Error refusal)
    {
        if (request.IsSettled) _ = requests.DetachAsync(refusal, logger);
        else context.Complete(refusal);
    }

    private static Message WithCorrelation(Message answer, Properties request)
    {
        answer.Properties = new Properties();
        answer.Properties.SetCorrelationId(request.GetMessageId());
        return answer;
    }

    private static Error? IsTooLarge(IncomingMessage received) => received.Encoded.Length > MessageLimits.MaxBatchSize
        ? AmqpErrors.MessageTooLarge(received.Encoded.Length, MessageLimits.MaxBatchSize)
        : null;

    [LoggerMessage(LogLevel.Debug, "The answer to a request on link {Link} has nowhere to go: its link is detached")]
    private partial void LogNobodyListens(string link, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A request on link {Link} could not be answered")]
    private partial void LogRequestFailed(string link, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A request on link {Link} asks for its answer at {ReplyTo}, where there is no link")]
    private partial void LogNoReplyLink(string link, string? replyTo);
}
