using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Sends messages of a queue or of one session to a receiver, within its credit, and settles them.</summary>
/// <param name="link">The link.</param>
/// <param name="queue">The source of the messages.</param>
/// <param name="session">The session that the receiver holds; null on an entity without sessions.</param>
/// <param name="journal">Reports when a change is stored safely.</param>
/// <param name="logger">The log.</param>
/// <param name="maxMessageSize">Largest message in bytes that the receiver accepts; 0 means no limit.</param>
internal sealed partial class ReceiveEndpoint(
    ListenerLink link, MessageQueue queue, SessionLock? session, IJournal journal, ILogger logger, ulong maxMessageSize = 0)
    : LinkEndpoint, IMessageReceiver
{
    /// <summary>Upper bound of a message in bytes, with the fields that the broker adds.</summary>
    private const ulong LargestMessage = 2 * MessageLimits.MaxMessageSize;

    private readonly LinkCredit _credit = new();
    private readonly DeliveryWindow _window = new(ConnectionState.Of(link).Outgoing);
    private int _pumpRequests;
    private int? _tooLarge;

    public override void OnFlow(FlowContext flowContext)
    {
        _credit.OnFlow(flowContext);
        Pump();
    }

    public void MessagesAvailable() => Pump();

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // An exception here would close the whole connection.
        try
        {
            if (dispositionContext.Message is not OutgoingMessage { LockToken: { } token } message) return;
            if (IsLinkLoss(dispositionContext) || dispositionContext.DeliveryState is null) return;
            if (message.TryEnd() && _window.Release(message.Size)) Pump();
            var answer = Settle(token, dispositionContext.DeliveryState);
            journal.WhenSafe(() => Answer(dispositionContext.Message, answer));
        }
        catch (Exception exception)
        {
            LogSettleFailed(queue.Path.Name, exception);
        }
    }

    private void Answer(Message message, DeliveryState answer)
    {
        try
        {
            if (!IsEnding) link.DisposeMessage(message, answer, settled: true);
        }
        catch (AmqpException exception)
        {
            LogLinkGone(queue.Path.Name, exception);
        }
    }

    /// <summary>
    /// The lock of a session ends with its link. Other locks outlive the link, because clients can still settle over <c>$management</c>.
    /// </summary>
    public override void OnLinkClosed(ListenerLink closed, Error error)
    {
        queue.StopWaiting(session, this);
        if (session is null) return;
        ConnectionState.Of(link).Sessions.TryRemove(new(link.Name, session));
        queue.ReleaseSession(session);
    }

    /// <summary>
    /// Whether the library made up the outcome because the link ends. It reports "released", settled, for all deliveries of the link. It
    /// reports "rejected", unsettled, for a delivery in writing when the connection broke, perhaps before the link is marked as closed.
    /// The client chose neither: its crash must not move messages to the dead-letter queue.
    /// </summary>
    private bool IsLinkLoss(DispositionContext disposition) =>
        disposition.DeliveryState is Released or Rejected && (IsEnding || link.Error is not null);

    private bool IsEnding =>
        link.IsClosed || link.LinkState >= LinkState.DetachPipe
        || link.Session.SessionState >= SessionState.EndSent
        || link.Session.Connection.ConnectionState >= global::Amqp.ConnectionState.CloseSent;

    /// <summary>Sends available messages. One thread sends at a time, to keep the order. A concurrent call makes it repeat.</summary>
    private void Pump()
    {
        if (Interlocked.Increment(ref _pumpRequests) != 1) return;
        int served;
        do
        {
            served = Volatile.Read(ref _pumpRequests);
            SendAvailable();
        }
        while (Interlocked.Add(ref _pumpRequests, -served) != 0);
    }

    private void SendAvailable()
    {
        try
        {
            while (!IsEnding && _tooLarge is null && _window.HasRoom(Pump) && _credit.TryTake())
            {
                if (TrySendOne()) continue;
                _credit.Return();
                break;
            }

            if (!IsEnding && _tooLarge is { } size) _ = link.DetachAsync(AmqpErrors.MessageTooLarge(size, (long)maxMessageSize), logger);
            else if (!IsEnding && _credit.TryFinishDrain()) link.SetCredit(0, drain: true, autoRestore: false);
        }
        catch (Exception exception)
        {
            LogSendFailed(queue.Path.Name, exception);
        }
    }

    private bool TrySendOne()
    {
        var mode = link.SettleOnSend ? ReceiveMode.ReceiveAndDelete : ReceiveMode.PeekLock;
        if (!queue.TryReceive(session, mode, this, out var delivered, maxMessageSize is 0 or >= LargestMessage ? null : Fits)) return false;

        _window.Take(delivered.Message.Size);

        // Receive-and-delete is at-most-once: the deletion must be stored safely before the message is sent.
        if (mode == ReceiveMode.PeekLock) Send(delivered);
        else journal.WhenSafe(() => Send(delivered));
        return true;
    }

    /// <summary>
    /// Whether the receiver accepts a message of this size. If not, its link ends (AMQP 1.0, part 2.7.3); the message is unchanged.
    /// </summary>
    private bool Fits(DeliveredMessage message)
    {
        var size = MessageMapping.WriteBytes(link.SettleOnSend ? message : message with { LockedUntil = message.EnqueuedTime }).Length;
        if ((ulong)size <= maxMessageSize) return true;
        _tooLarge = size;
        return false;
    }

    private void Send(DeliveredMessage delivered)
    {
        try
        {
            link.SendMessage(MessageMapping.Write(delivered, out var buffer), buffer);
            _window.Sent(buffer);
        }
        catch (AmqpException exception) when (IsEnding)
        {
            LogLinkGone(queue.Path.Name, exception);
            if (delivered.LockToken is { } token) queue.Settle(token, new Settlement.Release());
        }
        catch (Exception exception)
        {
            // The lock stays until it expires. If it were released, the message would be sent again at once.
            LogSendFailed(queue.Path.Name, exception);
        }

        // The client does not settle messages in receive-and-delete mode.
        if (delivered.LockToken is null && _window.Release(delivered.Message.Size)) Pump();
    }

    private DeliveryState Settle(Guid token, DeliveryState wanted)
    {
        Settlement? settlement = wanted switch
        {
            Accepted => new Settlement.Complete(),
            Released => new Settlement.Release(),
            Modified modified when modified.UndeliverableHere =>
                new Settlement.Defer { Changes = MessageMapping.ReadMap(modified.MessageAnnotations) },
            Modified modified => new Settlement.Abandon { Changes = MessageMapping.ReadMap(modified.MessageAnnotations) },
            Rejected rejected => new Settlement.DeadLetter { Changes = ReasonOf(rejected.Error) },
            _ => null,
        };
        if (settlement is null)
            return new Rejected { Error = AmqpErrors.NotImplemented($"The outcome {wanted.Descriptor.Name} is not supported.") };

        // Accepted confirms every outcome. Clients treat a rejected outcome with an error as a failure, even their own.
        return queue.Settle(token, settlement, MessageLimits.AllowsHeader) switch
        {
            SettleOutcome.Done => new Accepted(),
            SettleOutcome.TooLarge => new Rejected { Error = AmqpErrors.ChangesTooLarge(MessageLimits.MaxHeaderSize) },
            _ => new Rejected { Error = session is null ? AmqpErrors.MessageLockLost() : AmqpErrors.SessionLockLost(session.SessionId) },
        };
    }

    private static IReadOnlyDictionary<string, object?> ReasonOf(Error? error)
    {
        if (error is null) return DeadLetter.Because(null, null);
        var given = MessageMapping.ReadMap(error.Info);
        if (given.Count > 0 || error.Condition?.ToString() == "com.microsoft:dead-letter") return given;
        return DeadLetter.Because(error.Condition?.ToString(), error.Description);
    }

    [LoggerMessage(LogLevel.Debug, "The receiver of {Entity} went while a message was being sent to it")]
    private partial void LogLinkGone(string entity, Exception exception);

    [LoggerMessage(LogLevel.Error, "Messages of {Entity} could not be sent")]
    private partial void LogSendFailed(string entity, Exception exception);

    [LoggerMessage(LogLevel.Error, "A message of {Entity} could not be settled")]
    private partial void LogSettleFailed(string entity, Exception exception);
}
