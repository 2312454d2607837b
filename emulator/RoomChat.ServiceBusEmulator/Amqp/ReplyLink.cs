using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// A link on which a client receives answers. A request waits for credit and is performed when its answer can be sent. Thread-safe.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="maxMessageSize">Bytes of the largest answer that the client takes; 0 is no limit.</param>
internal sealed class ReplyLink(ListenerLink link, ulong maxMessageSize)
{
    /// <summary>Largest number of waiting requests. Clients that respect their credit stay below it.</summary>
    private const int MostWaiting = 4 * RequestEndpoint.Credit;

    private readonly Lock _gate = new();
    private readonly LinkCredit _credit = new();
    private readonly Queue<Action> _waiting = new();

    public ListenerLink Link => link;

    /// <summary>Bytes that an answer may have.</summary>
    public long MaxAnswerSize => maxMessageSize == 0 ? AnswerRoom.Default : (long)Math.Min(maxMessageSize, AnswerRoom.Default);

    /// <summary>Runs an action that sends one answer, now or when the client gives credit.</summary>
    /// <returns>False when too many wait already.</returns>
    public bool TryRun(Action answer)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting) return false;
            _waiting.Enqueue(answer);
        }

        RunWaiting();
        return true;
    }

    public void OnFlow(FlowContext flow)
    {
        _credit.OnFlow(flow);
        RunWaiting();
        if (_credit.TryFinishDrain()) link.SetCredit(0, drain: true, autoRestore: false);
    }

    private void RunWaiting()
    {
        while (Next() is { } answer) answer();
    }

    private Action? Next()
    {
        lock (_gate) return _waiting.Count > 0 && _credit.TryTake() ? _waiting.Dequeue() : null;
    }
}
