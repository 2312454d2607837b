namespace RoomChat.Client;

/// <summary>Callers that wait for answers of one kind. The server answers in the order of the questions.</summary>
internal sealed class AnswersInOrder<TAnswer>
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<TAnswer>> _waiting = new();

    /// <summary>
    /// Sends the question and waits for the answer. A caller that gives up keeps its place, so that its answer reaches no other caller.
    /// </summary>
    /// <param name="trySend">Sends the question; false when it cannot be sent.</param>
    public Task<TAnswer> Ask(Func<bool> trySend)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (trySend()) _waiting.Enqueue(answer);
            else answer.SetException(new RoomChatException("Not connected.") { MayRetry = true });
        }

        return answer.Task;
    }

    public bool Answer(TAnswer answer) => Take()?.TrySetResult(answer) ?? false;

    public bool Refuse(RoomChatException error)
    {
        if (Take() is not { } waiting) return false;
        waiting.TrySetException(error);
        _ = waiting.Task.Exception;   // marks the exception as observed: the caller may have stopped waiting
        return true;
    }

    public void RefuseAll(RoomChatException error)
    {
        while (Refuse(error))
        {
        }
    }

    private TaskCompletionSource<TAnswer>? Take()
    {
        lock (_gate) return _waiting.TryDequeue(out var waiting) ? waiting : null;
    }
}
