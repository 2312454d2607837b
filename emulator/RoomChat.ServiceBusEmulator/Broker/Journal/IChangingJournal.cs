namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A journal that needs to know the end of each change.</summary>
internal interface IChangingJournal
{
    /// <summary>Ends a change that this thread began.</summary>
    void End();
}
