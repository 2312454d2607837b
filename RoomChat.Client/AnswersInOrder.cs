namespace RoomChat.Client;

/// <summary>Callers that wait for answers of one kind, which the server gives in the order in which it was asked.</summary>
internal sealed class AnswersInOrder<TAnswer>
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<TAnswer>> _waiting = new();

    /// <summary>Asks, and waits for the answer. A caller that gives up keeps its place, so that the next answer is not taken for the wrong one's.</summary>
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
        _ = waiting.Task.Exception;   // observed: the caller may have given up waiting
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
