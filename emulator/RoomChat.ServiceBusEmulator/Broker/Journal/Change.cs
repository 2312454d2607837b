namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>The span of a change that becomes safe as a whole; ends when it is disposed.</summary>
/// <param name="journal">What is told of the end; null when it need not know.</param>
internal readonly ref struct Change(IChangingJournal? journal)
{
    public void Dispose() => journal?.End();
}
