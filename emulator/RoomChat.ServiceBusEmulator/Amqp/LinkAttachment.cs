using Amqp;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A link as its entity sees it: detached when the entity is deleted or disabled.</summary>
internal sealed partial class LinkAttachment : IAttachment
{
    /// <summary>How long a client may take to confirm; nothing depends on it.</summary>
    private static readonly TimeSpan TimeToDetach = TimeSpan.FromSeconds(10);

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

    /// <summary>Attaches a link to an entity as long as the link lives.</summary>
    public static void Add(ListenerLink link, IEntity entity, AttachmentKind kind, ILogger logger)
    {
        var attachment = new LinkAttachment(link, entity.Path, kind, logger);
        link.AddClosedCallback((_, _) => entity.Life.Detach(attachment));
        entity.Life.Attach(attachment);

        // The link may have gone before it had the callback.
        if (link.IsClosed) entity.Life.Detach(attachment);
    }

    public void Detach(DetachReason reason) => _ = DetachAsync(reason);

    private async Task DetachAsync(DetachReason reason)
    {
        try
        {
            LogDetaching(_link.Name, _path.Name, reason);
            await _link.CloseAsync(TimeToDetach, AmqpErrors.Detached(_path, reason));
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException or ObjectDisposedException)
        {
            LogDetachFailed(_link.Name, _path.Name, exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Link {Link} is detached from '{Entity}': {Reason}")]
    private partial void LogDetaching(string link, string entity, DetachReason reason);

    [LoggerMessage(LogLevel.Debug, "Link {Link} to '{Entity}' was gone already")]
    private partial void LogDetachFailed(string link, string entity, Exception exception);
}
