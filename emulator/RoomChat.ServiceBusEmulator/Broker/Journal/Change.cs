namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>The span of a change that becomes safe as a whole; ends when it is disposed.</summary>
/// <param name="gate">What the journal holds open meanwhile; null when there is nothing to hold.</param>
internal readonly ref struct Change(ReaderWriterLockSlim? gate)
{
    public void Dispose() => gate?.ExitReadLock();
}
