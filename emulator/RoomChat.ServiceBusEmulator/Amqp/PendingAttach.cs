using Amqp.Framing;
using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// An attach that waits for a session. It is answered exactly once. When the client detaches first, the answer must come before the
/// library handles the detach; otherwise the library closes the connection.
/// </summary>
internal sealed class PendingAttach(AttachContext attach) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _abandoned = new();
    private bool _answered;
    private bool _isOver;

    public AttachContext Attach => attach;

    /// <summary>Cancelled when the client no longer waits.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Calls <paramref name="answer"/>; does nothing and returns false when the attach was answered before.</summary>
    public bool TryAnswer(Action<AttachContext> answer)
    {
        lock (_gate)
        {
            if (_answered) return false;
            _answered = true;
            answer(attach);
            return true;
        }
    }

    /// <summary>The client detached: answers with an error, on the calling thread, and ends the wait.</summary>
    public void OnDetached(Error error)
    {
        TryAnswer(context => context.Complete(error));
        EndWait();
    }

    /// <summary>The entity no longer takes receivers: answers with an error unless the wait is over already.</summary>
    public void OnRefused(Error error)
    {
        if (TryAnswer(context => context.Complete(error))) EndWait();
    }

    /// <summary>The connection is lost: ends the wait without an answer.</summary>
    public void OnConnectionLost()
    {
        TryAnswer(static _ => { });
        EndWait();
    }

    public void Dispose()
    {
        lock (_gate) _isOver = true;
        _abandoned.Dispose();
    }

    private void EndWait()
    {
        lock (_gate)
        {
            if (!_isOver) _abandoned.Cancel();
        }
    }
}
