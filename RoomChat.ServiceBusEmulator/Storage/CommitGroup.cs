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

    /// <summary>Tells everyone: first what is there now, then what was waited for, so that whoever gets an answer sees what it is about.</summary>
    public void Announce()
    {
        foreach (var observer in Observers) observer.OnSafe(LastEntry);
        foreach (var action in Actions) action();
    }
}
