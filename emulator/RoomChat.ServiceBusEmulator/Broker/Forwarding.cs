using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Forwards messages of a queue, subscription or dead-letter queue to another entity. Moves one message at a time to keep the order.
/// Removal at the source and arrival at the target are one journal change.
/// </summary>
/// <param name="source">The queue whose messages are forwarded.</param>
/// <param name="target">The name of the target queue or topic. It may be absent at times.</param>
/// <param name="failed">Stores messages that cannot be forwarded.</param>
/// <param name="find">Finds the target.</param>
/// <param name="journal">Joins removal and arrival into one change.</param>
/// <param name="logger">Logs failures.</param>
internal sealed partial class Forwarding(
    MessageQueue source, string target, MessageQueue failed, Func<string, IMessageTarget?> find, IJournal journal, ILogger logger)
    : IMessageReceiver, IDisposable
{
    /// <summary>The maximum number of forwards per message; the limit of Service Bus.</summary>
    public const int MostHops = 4;

    /// <summary>The annotation that counts the hops. The journal stores annotations, so the count survives a restart.</summary>
    private const string HopsAnnotation = "x-opt-forward-hops";

    private int _requests;
    private volatile bool _isOver;

    public string Target => target;

    /// <summary>Starts forwarding, beginning with the messages already in the source.</summary>
    public void Start() => MessagesAvailable();

    // Runs on the thread that added a message. It may hold locks of other entities, so the move runs on the thread pool.
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

    /// <summary>Only one thread moves messages at a time. A call during the run causes another round.</summary>
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
                // Repeats until no message is left.
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

    /// <summary>Forwards the message. Returns the dead-letter reason if the target refuses it.</summary>
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
