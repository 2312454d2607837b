namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>Waits for its changes to become safe.</summary>
internal interface IJournalObserver
{
    /// <summary>Every entry up to a number is safe. Called without any lock held; must not block nor throw.</summary>
    void OnSafe(long upTo);
}
