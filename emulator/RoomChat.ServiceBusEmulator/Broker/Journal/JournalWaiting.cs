namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>Asynchronous waiting for the journal.</summary>
internal static class JournalWaiting
{
    /// <summary>Completes when all entries appended so far are safe.</summary>
    public static Task SafeAsync(this IJournal journal, CancellationToken ct)
    {
        var safe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.WhenSafe(safe.SetResult);
        return safe.Task.WaitAsync(ct);
    }
}
