namespace RoomChat.Client;

/// <summary>Callers that wait for an answer, by question. One answer serves all callers of the same question.</summary>
internal sealed class PendingAnswers<TKey, TAnswer> where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TAnswer>> _waiting = [];

    public Task<TAnswer> Add(TKey key)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var answer))
                _waiting[key] = answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            return answer.Task;
        }
    }

    public bool Answer(TKey key, TAnswer answer) => Take(key)?.TrySetResult(answer) ?? false;

    public bool Refuse(TKey key, RoomChatException error) => Take(key)?.TrySetException(error) ?? false;

    public void AnswerAll(Func<TKey, TAnswer> answer)
    {
        foreach (var (key, waiting) in TakeAll()) waiting.TrySetResult(answer(key));
    }

    public void RefuseAll(RoomChatException error)
    {
        foreach (var (_, waiting) in TakeAll())
        {
            waiting.TrySetException(error);
            _ = waiting.Task.Exception;   // marks the exception as observed: the caller may have stopped waiting
        }
    }

    private KeyValuePair<TKey, TaskCompletionSource<TAnswer>>[] TakeAll()
    {
        lock (_gate)
        {
            var all = _waiting.ToArray();
            _waiting.Clear();
            return all;
        }
    }

    private TaskCompletionSource<TAnswer>? Take(TKey key)
    {
        lock (_gate) return _waiting.Remove(key, out var answer) ? answer : null;
    }
}
