using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>The entries of one disk transaction, and the callbacks to run after it.</summary>
internal sealed class CommitGroup
{
    public List<JournalEntry> Entries { get; } = [];

    public HashSet<IJournalObserver> Observers { get; } = [];

    public List<Action> Actions { get; } = [];

    /// <summary>The number of the last entry, in this group or an earlier one.</summary>
    public long LastEntry { get; set; }

    public bool IsEmpty => Entries.Count == 0 && Actions.Count == 0;

    /// <summary>
    /// Whether the group must be synced to disk before its callbacks run. A later sync also covers earlier writes.
    /// </summary>
    public bool MustBeSynced => Entries.Exists(static entry => entry.MustBeSynced);

    /// <summary>
    /// Runs the callbacks. Observers come before the waiting actions: a client that gets an answer can then already see its change.
    /// </summary>
    /// <param name="onFault">Receives an exception of a callback, which is a fault. The other callbacks still run.</param>
    public void Announce(Action<Exception> onFault)
    {
        foreach (var observer in Observers) Tell(() => observer.OnSafe(LastEntry), onFault);
        foreach (var action in Actions) Tell(action, onFault);
    }

    private static void Tell(Action news, Action<Exception> onFault)
    {
        try
        {
            news();
        }
        catch (Exception exception)
        {
            onFault(exception);
        }
    }
}
