using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The endpoint for answers; clients give credit for their requests.</summary>
internal sealed partial class ReplyEndpoint(ReplyLink replies, ILogger logger) : LinkEndpoint
{
    public override void OnFlow(FlowContext flowContext)
    {
        // An exception here would close the whole connection.
        try
        {
            replies.OnFlow(flowContext);
        }
        catch (Exception exception)
        {
            LogFlowFailed(replies.Link.Name, exception);
        }
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Answers need no settling.
    }

    [LoggerMessage(LogLevel.Warning, "The requests that wait for credit on link {Link} could not be answered")]
    private partial void LogFlowFailed(string link, Exception exception);
}
