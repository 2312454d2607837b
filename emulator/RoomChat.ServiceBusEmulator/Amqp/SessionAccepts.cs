using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Gives receivers their sessions: the one they name, or the next that has messages.</summary>
internal sealed partial class SessionAccepts(IJournal journal, ILogger<SessionAccepts> logger)
{
    /// <summary>Filter that names the session in a receiver's request and in the answer.</summary>
    public static readonly Symbol SessionFilter = new("com.microsoft:session-filter");

    private static readonly Symbol TimeoutProperty = new("com.microsoft:timeout");
    private static readonly Symbol LockedUntilProperty = new("com.microsoft:locked-until-utc");

    /// <summary>Timeout when the client sets none.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(65);

    /// <summary>Subtracted from the client's timeout, so that the answer arrives before the client's timer ends.</summary>
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(30);

    private readonly ConcurrentDictionary<Link, PendingAttach> _pending = new();

    /// <summary>Answers the attach now or when there is a session.</summary>
    public void Accept(AttachContext attach, IEntity entity, MessageQueue queue, string? sessionId)
    {
        if (sessionId is null)
        {
            _ = AcceptNextAsync(attach, entity, queue);
            return;
        }

        if (queue.AcceptSession(sessionId) is not { } session) attach.Complete(AmqpErrors.SessionCannotBeLocked(sessionId));
        else Complete(attach, entity, queue, session);
    }

    /// <summary>
    /// A client detaches; if its attach is still waiting, it is answered now. Called before the library handles the detach.
    /// </summary>
    public void OnDetach(Link link)
    {
        if (_pending.TryRemove(link, out var pending)) pending.OnDetached(AmqpErrors.SessionTimeout());
    }

    private async Task AcceptNextAsync(AttachContext attach, IEntity entity, MessageQueue queue)
    {
        using var pending = new PendingAttach(attach);
        var waiting = new WaitingAccept(pending, entity.Path);
        try
        {
            entity.Life.Attach(waiting);
            _pending[attach.Link] = pending;
            attach.Link.AddClosedCallback((link, _) =>
            {
                if (_pending.TryRemove((Link)link, out var lost)) lost.OnConnectionLost();
            });
            var session = await queue.AcceptNextSessionAsync(TimeoutOf(attach.Attach), pending.Abandoned);
            var isAnswered = pending.TryAnswer(context =>
            {
                if (session is null) context.Complete(AmqpErrors.SessionTimeout());
                else Complete(context, entity, queue, session);
            });
            if (!isAnswered && session is not null) queue.ReleaseSession(session);
        }
        catch (Exception exception)
        {
            LogAcceptFailed(queue.Path.Name, exception);
        }
        finally
        {
            _pending.TryRemove(new(attach.Link, pending));
            entity.Life.Detach(waiting);
        }
    }

    private void Complete(AttachContext attach, IEntity entity, MessageQueue queue, SessionLock session)
    {
        try
        {
            var source = (Source)attach.Attach.Source;
            source.FilterSet = new Map { [SessionFilter] = session.SessionId };
            attach.Attach.Properties = new Fields { [LockedUntilProperty] = session.LockedUntil.UtcTicks };
            ConnectionState.Of(attach.Link).Sessions[attach.Link.Name] = session;
            var endpoint = new ReceiveEndpoint(attach.Link, queue, session, journal, logger, attach.Attach.MaxMessageSize);
            attach.Complete(endpoint, initialCredit: 0);
            LinkAttachment.Add(attach.Link, entity, AttachmentKind.Receiver, logger);
            _ = DetachWhenLostAsync(attach.Link, session);
        }
        catch
        {
            queue.ReleaseSession(session);
            throw;
        }

        // The link may have closed before it had the endpoint that releases the session.
        if (attach.Link.IsClosed) queue.ReleaseSession(session);
    }

    private async Task DetachWhenLostAsync(ListenerLink link, SessionLock session)
    {
        await session.Lost;
        await link.DetachAsync(AmqpErrors.SessionLockLost(session.SessionId), logger);
    }

    private static TimeSpan TimeoutOf(Attach attach)
    {
        var given = MessageMapping.ReadMap(attach.Properties).GetValueOrDefault(TimeoutProperty.ToString());
        if (given is not uint milliseconds) return DefaultTimeout;
        var timeout = TimeSpan.FromMilliseconds(milliseconds) - TimeToAnswer;
        return timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero;
    }

    [LoggerMessage(LogLevel.Warning, "Accepting a session of {Entity} failed")]
    private partial void LogAcceptFailed(string entity, Exception exception);
}
