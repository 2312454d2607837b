using System.Text.Json;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Stores descriptions of entities in the same journal as their messages.</summary>
internal sealed class EntityStore(SqliteJournal journal) : IEntityStore
{
    public IReadOnlyList<EntityRecord> Load() =>
    [
        .. journal.Definitions()
            .Select(definition => JsonSerializer.Deserialize(definition, EntityJsonContext.Default.EntityRecord)!)
            .OrderBy(record => record is EntityRecord.OfSubscription),
    ];

    public void Save(EntityRecord record) =>
        Keep(new JournalEntry.Defined(record.Path, JsonSerializer.Serialize(record, EntityJsonContext.Default.EntityRecord)));

    public void Remove(string path) => Keep(new JournalEntry.Undefined(path));

    private void Keep(JournalEntry entry)
    {
        using var change = journal.Begin();
        journal.Append(entry);
    }
}
