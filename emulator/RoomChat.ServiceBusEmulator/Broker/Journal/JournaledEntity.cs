namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>The journal's data of an entity.</summary>
/// <param name="Id">The entity's number. Never reused.</param>
/// <param name="LastSequence">The last sequence number that the entity assigned.</param>
internal sealed record JournaledEntity(long Id, long LastSequence);
