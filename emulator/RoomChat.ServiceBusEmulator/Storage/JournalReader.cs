using Microsoft.Data.Sqlite;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Reads the database. Safe for any thread.</summary>
internal sealed class JournalReader : IDisposable
{
    private const string Content = """
        SELECT CASE typeof(content)
            WHEN 'integer' THEN (SELECT shared.content FROM contents shared WHERE shared.id = messages.content)
            ELSE content END
        FROM messages WHERE entity = $1 AND number = $2
        """;

    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;
    private readonly IMessageEncoding _encoding;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _content;

    public JournalReader(SqliteDatabase database, IMessageEncoding encoding)
    {
        _database = database;
        _encoding = encoding;
        _connection = database.Connect();
        _content = new(_connection, Content, SqliteType.Integer, SqliteType.Integer);
    }

    /// <summary>The content of one message.</summary>
    /// <exception cref="InvalidOperationException">The message is not on disk: memory and disk differ.</exception>
    public BrokerMessage ReadContent(long entity, long number)
    {
        lock (_gate)
        {
            using var rows = _content.Query(entity, number);
            return rows.Read()
                ? _encoding.Decode(rows.GetFieldValue<byte[]>(0))
                : throw new InvalidOperationException($"Message {number} of entity {entity} is not on disk.");
        }
    }

    /// <summary>All entities, by path, with their records.</summary>
    public IReadOnlyList<(string Path, JournaledEntity Record)> Entities() =>
        ReadAll(
            "SELECT path, id, last_number FROM entities",
            row => (row.GetString(0), new JournaledEntity(row.GetInt64(1), row.GetInt64(2)))).ToList();

    /// <summary>The last stored definition of each entity.</summary>
    public IReadOnlyList<string> Definitions() => ReadAll("SELECT definition FROM definitions", row => row.GetString(0)).ToList();

    /// <summary>Every message without its content, by entity and in order.</summary>
    public IEnumerable<(long Entity, MessageRecord Message)> Messages() => ReadAll(
        "SELECT entity, number, origin, enqueued, expires, deliveries, state, source, session, size FROM messages ORDER BY entity, number",
        row => (row.GetInt64(0), new MessageRecord
        {
            SequenceNumber = row.GetInt64(1),
            EnqueuedSequenceNumber = row.GetInt64(2),
            EnqueuedTime = Time(row.GetInt64(3)),
            ExpiresAt = Time(row.GetInt64(4)),
            DeliveryCount = row.GetInt32(5),
            State = (MessageState)row.GetInt32(6),
            DeadLetterSource = row.IsDBNull(7) ? null : string.Intern(row.GetString(7)),
            SessionId = row.IsDBNull(8) ? null : row.GetString(8),
            Size = row.GetInt32(9),
        }));

    public IEnumerable<(long Entity, string SessionId, byte[] State)> SessionStates() => ReadAll(
        "SELECT entity, session, state FROM session_states", row => (row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));

    /// <summary>Message ids of entities with duplicate detection, oldest first.</summary>
    public IEnumerable<(long Entity, string MessageId, DateTimeOffset At)> SeenIds() => ReadAll(
        "SELECT entity, message_id, seen FROM seen_ids ORDER BY entity, seen", row =>
            (row.GetInt64(0), row.GetString(1), Time(row.GetInt64(2))));

    public void Dispose() => _connection.Dispose();

    private IEnumerable<T> ReadAll<T>(string query, Func<SqliteDataReader, T> read)
    {
        using var connection = _database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return read(rows);
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
