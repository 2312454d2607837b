namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>Waiting for the journal where a caller can wait.</summary>
internal static class JournalWaiting
{
    /// <summary>Completes when everything appended so far is safe.</summary>
    public static Task SafeAsync(this IJournal journal, CancellationToken ct)
    {
        var safe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.WhenSafe(safe.SetResult);
        return safe.Task.WaitAsync(ct);
    }
}
