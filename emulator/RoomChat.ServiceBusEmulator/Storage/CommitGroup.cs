using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>What goes to the disk in one transaction, and who is to be told.</summary>
internal sealed class CommitGroup
{
    public List<JournalEntry> Entries { get; } = [];

    public HashSet<IJournalObserver> Observers { get; } = [];

    public List<Action> Actions { get; } = [];

    /// <summary>The number of the last entry, here or in an earlier group.</summary>
    public long LastEntry { get; set; }

    public bool IsEmpty => Entries.Count == 0 && Actions.Count == 0;

    /// <summary>
    /// Whether the disk must have it before anyone is told. What is synced later takes with it what was only written before.
    /// </summary>
    public bool MustBeSynced => Entries.Exists(static entry => entry.MustBeSynced);

    /// <summary>
    /// Tells everyone: first what is there now, then what was waited for, so that whoever gets an answer sees what it is about.
    /// </summary>
    /// <param name="onFault">Hears of whoever throws, which is a fault; it must not cost the others their news.</param>
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
