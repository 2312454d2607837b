using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Registers a link at its entity. The link is detached when the entity is deleted or disabled.</summary>
internal sealed partial class LinkAttachment : IAttachment
{
    private readonly ListenerLink _link;
    private readonly EntityPath _path;
    private readonly ILogger _logger;

    private LinkAttachment(ListenerLink link, EntityPath path, AttachmentKind kind, ILogger logger)
    {
        _link = link;
        _path = path;
        _logger = logger;
        Kind = kind;
    }

    public AttachmentKind Kind { get; }

    /// <summary>Registers a link at an entity until the link closes.</summary>
    public static void Add(ListenerLink link, IEntity entity, AttachmentKind kind, ILogger logger)
    {
        var attachment = new LinkAttachment(link, entity.Path, kind, logger);
        link.AddClosedCallback((_, _) => entity.Life.Detach(attachment));
        entity.Life.Attach(attachment);

        // The link may have closed before the callback was added.
        if (link.IsClosed) entity.Life.Detach(attachment);
    }

    public void Detach(DetachReason reason)
    {
        LogDetaching(_link.Name, _path.Name, reason);
        _ = _link.DetachAsync(AmqpErrors.Detached(_path, reason), _logger);
    }

    [LoggerMessage(LogLevel.Information, "Link {Link} is detached from '{Entity}': {Reason}")]
    private partial void LogDetaching(string link, string entity, DetachReason reason);
}
