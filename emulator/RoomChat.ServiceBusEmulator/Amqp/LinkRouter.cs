using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Finds the endpoint for a link by its address, or refuses the link.</summary>
internal sealed partial class LinkRouter(
    ServiceBusNamespace entities,
    SessionAccepts sessions,
    CbsNode cbs,
    ManagementNodes management,
    LinkAccess access,
    IJournal journal,
    ILogger<LinkRouter> logger)
    : ILinkProcessor
{
    private const string CbsAddress = "$cbs";

    public void Process(AttachContext attachContext)
    {
        // An exception here would close the whole connection.
        try
        {
            Route(attachContext);
        }
        catch (Exception exception)
        {
            LogAttachFailed(attachContext.Link.Name, exception);
            if (attachContext.Link.LinkState == LinkState.Start) attachContext.Complete(AmqpErrors.Internal(exception.Message));
        }
    }

    private void Route(AttachContext context)
    {
        var attach = context.Attach;
        if (AttachAnswer.Refusal(attach) is { } unsupported)
        {
            context.Complete(unsupported);
            return;
        }

        var isReceiver = attach.Role;
        var address = isReceiver ? ((Source)attach.Source).Address : ((Target)attach.Target).Address;
        var path = EntityPath.Parse(address, out var isManagement);
        var filter = SessionFilter.Of(attach.Source as Source);
        AttachAnswer.Cut(attach);
        if (string.Equals(path.Name, CbsAddress, StringComparison.OrdinalIgnoreCase))
        {
            AttachNode(context, cbs);
            return;
        }

        if (access.Refusal(context.Link, path, isReceiver) is { } refusal)
        {
            context.Complete(refusal);
            return;
        }

        access.Watch(context.Link, path);
        if (isManagement) AttachManagement(context, path);
        else if (isReceiver) AttachReceiver(context, path, filter);
        else AttachSender(context, path);
    }

    private void AttachSender(AttachContext context, EntityPath path)
    {
        if (!entities.TryGetTarget(path, out var target))
        {
            if (entities.TryGetSource(path, out _)) context.Complete(AmqpErrors.NotAllowed($"Messages cannot be sent to '{path}'."));
            else Refuse(context, path);
        }
        else if (!target.AllowsSending())
        {
            context.Complete(AmqpErrors.EntityDisabled(path));
        }
        else
        {
            context.Complete(new SendEndpoint(context.Link, target, journal, logger), SendEndpoint.Credit);
            LinkAttachment.Add(context.Link, target, AttachmentKind.Sender, logger);
        }
    }

    private void AttachReceiver(AttachContext context, EntityPath path, SessionFilter filter)
    {
        if (!entities.TryGetSource(path, out var queue) || !entities.TryGetEntity(path, out var entity))
        {
            if (entities.TryGetTarget(path, out _))
                context.Complete(AmqpErrors.NotAllowed($"Messages cannot be received from the topic '{path}'."));
            else Refuse(context, path);
            return;
        }

        if (!path.IsDeadLetter && !entity.AllowsReceiving())
        {
            context.Complete(AmqpErrors.EntityDisabled(path));
            return;
        }

        if (entity is IForwardingEntity forwarding && forwarding.IsForwarded(queue))
        {
            context.Complete(AmqpErrors.NotAllowed($"Messages cannot be received from '{path}': they are forwarded to another entity."));
            return;
        }

        switch (queue.Settings.RequiresSession, filter.IsThere)
        {
            case (_, true) when !filter.IsText:
                context.Complete(AmqpErrors.InvalidField("The session of a session filter must be a string, or null for the next one."));
                break;
            case (true, false):
                context.Complete(AmqpErrors.SessionsRequired());
                break;
            case (false, true):
                context.Complete(AmqpErrors.SessionsNotSupported());
                break;
            case (true, true):
                sessions.Accept(context, entity, queue, filter.SessionId);
                break;
            default:
                context.Attach.Properties = null;
                var endpoint = new ReceiveEndpoint(context.Link, queue, session: null, journal, logger, context.Attach.MaxMessageSize);
                context.Complete(endpoint, initialCredit: 0);
                LinkAttachment.Add(context.Link, entity, AttachmentKind.Receiver, logger);
                break;
        }
    }

    private void AttachManagement(AttachContext context, EntityPath path)
    {
        if (management.Find(path) is not { } node || !entities.TryGetEntity(path, out var entity))
        {
            Refuse(context, path);
            return;
        }

        AttachNode(context, node);
        LinkAttachment.Add(context.Link, entity, AttachmentKind.Requester, logger);
    }

    private void AttachNode(AttachContext context, IRequestNode node)
    {
        context.Attach.Properties = null;
        if (!context.Attach.Role)
        {
            context.Complete(new RequestEndpoint(context.Link, node, journal, logger), RequestEndpoint.Credit);
            return;
        }

        // Answers are always sent settled; the client's proposal is ignored.
        context.Attach.SndSettleMode = SenderSettleMode.Settled;
        var replies = new ReplyLink(context.Link, context.Attach.MaxMessageSize);
        ConnectionState.Of(context.Link).AddReplyLink(replies, (context.Attach.Target as Target)?.Address);
        context.Complete(new ReplyEndpoint(replies, logger), initialCredit: 0);
    }

    private void Refuse(AttachContext context, EntityPath path)
    {
        LogEntityNotFound(path.Name);
        context.Complete(AmqpErrors.EntityNotFound(path));
    }

    [LoggerMessage(LogLevel.Error, "The attach of link {Link} failed")]
    private partial void LogAttachFailed(string link, Exception exception);

    [LoggerMessage(LogLevel.Information, "A client asked for '{Entity}', which does not exist")]
    private partial void LogEntityNotFound(string entity);
}
