namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>
/// Stores the entities. Changes arrive one at a time and in order, within the journal change that they belong to.
/// </summary>
internal interface IEntityStore
{
    /// <summary>The last record of every path that is not removed, topics before their subscriptions.</summary>
    IReadOnlyList<EntityRecord> Load();

    void Save(EntityRecord record);

    /// <summary>Deletes the record of an entity. After a topic, the caller removes each of its subscriptions.</summary>
    void Remove(string path);
}
