namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A journal that must know when a change ends.</summary>
internal interface IChangingJournal
{
    /// <summary>A change that this thread has begun ends.</summary>
    void End();
}
