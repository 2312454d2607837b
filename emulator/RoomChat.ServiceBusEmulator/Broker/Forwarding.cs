using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Moves what comes into a queue, subscription or dead letters on to another entity, one message after the other, so that order holds.
/// A message leaves here and arrives there in one change.
/// </summary>
/// <param name="source">Where messages come in.</param>
/// <param name="target">The name of the queue or topic to which they go on; it may come and go.</param>
/// <param name="failed">Takes what cannot go on.</param>
/// <param name="find">Finds the target.</param>
/// <param name="journal">Makes both sides of the move one change.</param>
/// <param name="logger">Hears of failures.</param>
internal sealed partial class Forwarding(
    MessageQueue source, string target, MessageQueue failed, Func<string, IMessageTarget?> find, IJournal journal, ILogger logger)
    : IMessageReceiver, IDisposable
{
    /// <summary>How often a message may be forwarded: Service Bus's own limit.</summary>
    public const int MostHops = 4;

    /// <summary>Counts the hops. Among the annotations, because it must outlive the process with the message.</summary>
    private const string HopsAnnotation = "x-opt-forward-hops";

    private int _requests;
    private volatile bool _isOver;

    public string Target => target;

    /// <summary>Starts with what is there already.</summary>
    public void Start() => MessagesAvailable();

    // Called by whoever just added a message, who may hold the locks of other entities.
    public void MessagesAvailable()
    {
        if (Interlocked.Increment(ref _requests) == 1)
            ThreadPool.UnsafeQueueUserWorkItem(static forwarding => forwarding.Run(), this, preferLocal: false);
    }

    public void Dispose()
    {
        _isOver = true;
        source.StopWaiting(session: null, this);
    }

    /// <summary>One thread moves at a time; a call that comes meanwhile makes it go round once more.</summary>
    private void Run()
    {
        int served;
        do
        {
            served = Volatile.Read(ref _requests);
            MoveAll();
        }
        while (Interlocked.Add(ref _requests, -served) != 0);
    }

    private void MoveAll()
    {
        try
        {
            while (!_isOver && TryMoveOne())
            {
                // The next one, until there is none.
            }
        }
        catch (Exception exception)
        {
            LogForwardFailed(source.Path.Name, target, exception);
        }
    }

    private bool TryMoveOne()
    {
        using var change = journal.Begin();
        if (!source.TryReceive(session: null, ReceiveMode.PeekLock, this, out var delivered)) return false;
        if (Refusal(delivered) is { } reason)
        {
            LogNotForwarded(source.Path.Name, target, reason[DeadLetter.ReasonProperty] as string);
            var transfer = new Transfer(delivered.EnqueuedSequenceNumber, delivered.DeadLetterSource ?? source.Path.Owner.Name);
            failed.Enqueue(delivered.Message.WithProperties(reason) with { TimeToLive = null, Transfer = transfer });
        }

        source.Settle(delivered.LockToken!.Value, new Settlement.Complete());
        return true;
    }

    /// <summary>Hands the message on; if that is not possible, says why.</summary>
    private IReadOnlyDictionary<string, object?>? Refusal(DeliveredMessage delivered)
    {
        var hops = delivered.Message.Annotations.GetValueOrDefault(HopsAnnotation) as int? ?? 0;
        if (hops >= MostHops) return DeadLetter.TooManyHops(MostHops);
        if (find(target) is not { } entity) return DeadLetter.TargetNotFound(target);
        var annotations = new Dictionary<string, object?>(delivered.Message.Annotations, StringComparer.Ordinal)
        {
            [HopsAnnotation] = hops + 1
        };
        var message = delivered.Message with
        {
            Annotations = annotations,
            TimeToLive = source.Path.IsDeadLetter ? null : delivered.Message.TimeToLive,
            Transfer = new Transfer(delivered.EnqueuedSequenceNumber, delivered.DeadLetterSource),
        };
        return entity.Send([message]) switch
        {
            SendOutcome.Accepted => null,
            SendOutcome.SessionIdMissing => DeadLetter.NoSessionId,
            SendOutcome.NotFound => DeadLetter.TargetNotFound(target),
            SendOutcome.Disabled => DeadLetter.TargetDisabled(target),
            var unknown => throw new InvalidOperationException($"The outcome {unknown} of a send is not known."),
        };
    }

    [LoggerMessage(LogLevel.Warning, "A message of '{Entity}' could not be forwarded to '{Target}': {Reason}")]
    private partial void LogNotForwarded(string entity, string target, string? reason);

    [LoggerMessage(LogLevel.Error, "Forwarding from '{Entity}' to '{Target}' failed; it goes on with the next message")]
    private partial void LogForwardFailed(string entity, string target, Exception exception);
}
