namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>Observes when its journal entries become safe.</summary>
internal interface IJournalObserver
{
    /// <summary>All entries up to this number are safe. Called without any lock held. Must not block or throw.</summary>
    void OnSafe(long upTo);
}
