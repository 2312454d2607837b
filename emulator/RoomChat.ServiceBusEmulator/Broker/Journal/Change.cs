namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A journal change that becomes safe as a whole. Ends on dispose.</summary>
/// <param name="journal">The journal to notify of the end; null if it needs no notification.</param>
internal readonly ref struct Change(IChangingJournal? journal)
{
    public void Dispose() => journal?.End();
}
