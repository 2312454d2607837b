namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>What the journal knows of an entity.</summary>
/// <param name="Id">Its number, which no other entity ever has.</param>
/// <param name="LastSequence">The last sequence number that it gave.</param>
internal sealed record JournaledEntity(long Id, long LastSequence);
