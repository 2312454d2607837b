namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>Remembers which entities there are. Calls come one at a time, in the order of the changes, and return when the change is kept.</summary>
internal interface IEntityStore
{
    /// <summary>The last record of every path that was not removed, topics before their subscriptions, subscriptions before their rules.</summary>
    IReadOnlyList<EntityRecord> Load();

    void Save(EntityRecord record);

    /// <summary>Forgets an entity and its messages. Removing a topic is followed by the removal of each of its subscriptions.</summary>
    void Remove(string path);
}
