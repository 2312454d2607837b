namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>
/// Remembers which entities there are. Changes are told one at a time, in their order, within the journal's change that they are part of.
/// </summary>
internal interface IEntityStore
{
    /// <summary>The last record of every path that was not removed, topics before their subscriptions.</summary>
    IReadOnlyList<EntityRecord> Load();

    void Save(EntityRecord record);

    /// <summary>Forgets an entity. Removing a topic is followed by the removal of each of its subscriptions.</summary>
    void Remove(string path);
}
