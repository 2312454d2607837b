using Microsoft.Data.Sqlite;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>
/// Stores a content once if several messages share it, such as the copies of subscriptions. It also counts these messages. The database
/// deletes a content with its last message. Not safe for several threads.
/// </summary>
internal sealed class SharedContents : IDisposable
{
    private readonly IMessageEncoding _encoding;
    private readonly SqliteStatement _add;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _forget;
    private readonly HashSet<BrokerMessage> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BrokerMessage, Content> _shared = new(ReferenceEqualityComparer.Instance);
    private long _lastId;

    public SharedContents(SqliteConnection connection, IMessageEncoding encoding)
    {
        _encoding = encoding;
        _add = new(connection, "INSERT INTO contents VALUES ($1, 0, $2)", SqliteType.Integer, SqliteType.Blob);
        _count = new(connection, "UPDATE contents SET copies = copies + $2 WHERE id = $1", SqliteType.Integer, SqliteType.Integer);
        _forget = new(connection, "DELETE FROM contents WHERE id = $1 AND copies = 0", SqliteType.Integer);
        using var newest = connection.CreateCommand();
        newest.CommandText = "SELECT coalesce(max(id), 0) FROM contents";
        _lastId = (long)newest.ExecuteScalar()!;
    }

    /// <summary>Finds the contents that several messages of a transaction share.</summary>
    public void Begin(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is JournalEntry.Stored { Message.Content: { } content } && !_seen.Add(content))
                _shared.TryAdd(content, new Content());
        }
        _seen.Clear();
    }

    /// <summary>
    /// Returns the content column of a message's row, and the content's size in bytes. The column has the bytes, or the id of a shared
    /// content.
    /// </summary>
    public (object Value, int Size) Write(BrokerMessage message)
    {
        if (!_shared.TryGetValue(message, out var content))
        {
            var bytes = _encoding.Encode(message);
            return (bytes, bytes.Length);
        }
        if (content.Messages++ == 0)
        {
            var bytes = _encoding.Encode(message);
            (content.Id, content.Size) = (++_lastId, bytes.Length);
            _add.Run(content.Id, bytes);
        }
        return (content.Id, content.Size);
    }

    /// <summary>
    /// Stores the message count of each shared content. Runs at the end of a transaction, which may have deleted some of the messages.
    /// </summary>
    public void End()
    {
        foreach (var content in _shared.Values.Where(static content => content.Messages > 0))
        {
            _count.Run(content.Id, content.Messages);
            _forget.Run(content.Id);
        }
        _shared.Clear();
    }

    public void Dispose()
    {
        _add.Dispose();
        _count.Dispose();
        _forget.Dispose();
    }

    private sealed class Content
    {
        public long Id { get; set; }

        public int Size { get; set; }

        public int Messages { get; set; }
    }
}
