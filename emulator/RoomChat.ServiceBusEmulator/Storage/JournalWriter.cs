using Microsoft.Data.Sqlite;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using static Microsoft.Data.Sqlite.SqliteType;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Writes changes to the database. Not safe for several threads.</summary>
internal sealed class JournalWriter : IDisposable
{
    private const long SynchronousFull = 2;

    private readonly SqliteConnection _connection;
    private readonly SharedContents _contents;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _store;
    private readonly SqliteStatement _change;
    private readonly SqliteStatement _remove;
    private readonly SqliteStatement _number;
    private readonly SqliteStatement _setState;
    private readonly SqliteStatement _clearState;
    private readonly SqliteStatement _seeId;
    private readonly SqliteStatement _forgetIds;
    private readonly SqliteStatement _open;
    private readonly SqliteStatement _define;
    private readonly SqliteStatement _undefine;
    private readonly SqliteStatement[] _forget;
    private readonly Dictionary<long, long> _lastNumbers = [];
    private readonly HashSet<long> _forgotten = [];

    // The same as in the database's settings.
    private bool _isSyncing = true;

    public JournalWriter(SqliteDatabase database, IMessageEncoding encoding)
    {
        _connection = database.Connect();
        _contents = new SharedContents(_connection, encoding);
        _begin = new(_connection, "BEGIN IMMEDIATE");
        _commit = new(_connection, "COMMIT");
        _store = new(
            _connection,
            "INSERT OR REPLACE INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            Integer, Integer, Integer, Integer, Integer, Integer, Integer, Text, Text, Integer, null);
        _change = new(
            _connection,
            "UPDATE messages SET deliveries = $3, state = $4 WHERE entity = $1 AND number = $2",
            Integer,
            Integer,
            Integer,
            Integer);
        _remove = new(_connection, "DELETE FROM messages WHERE entity = $1 AND number = $2", Integer, Integer);
        _number = new(_connection, "UPDATE entities SET last_number = $2 WHERE id = $1", Integer, Integer);
        _setState = new(_connection, "INSERT OR REPLACE INTO session_states VALUES ($1, $2, $3)", Integer, Text, Blob);
        _clearState = new(_connection, "DELETE FROM session_states WHERE entity = $1 AND session = $2", Integer, Text);
        _seeId = new(_connection, "INSERT INTO seen_ids VALUES ($1, $2, $3)", Integer, Integer, Text);
        _forgetIds = new(_connection, "DELETE FROM seen_ids WHERE entity = $1 AND seen <= $2", Integer, Integer);
        _open = new(_connection, "INSERT INTO entities VALUES ($1, $2, 0)", Integer, Text);
        _define = new(_connection, "INSERT OR REPLACE INTO definitions VALUES ($1, $2)", Text, Text);
        _undefine = new(_connection, "DELETE FROM definitions WHERE path = $1", Text);
        _forget =
        [
            new(_connection, "DELETE FROM messages WHERE entity = $1", Integer),
            new(_connection, "DELETE FROM session_states WHERE entity = $1", Integer),
            new(_connection, "DELETE FROM seen_ids WHERE entity = $1", Integer),
            new(_connection, "DELETE FROM entities WHERE id = $1", Integer),
        ];
    }

    /// <summary>Whether commits wait for the disk, as reported by SQLite.</summary>
    public bool IsSyncing
    {
        get
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous";
            return (long)command.ExecuteScalar()! == SynchronousFull;
        }
    }

    /// <summary>Writes all entries in order, so that they survive a crash of the process.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="isSynced">Whether to wait until these and all earlier entries are on disk. They then survive a power failure,
    /// too.</param>
    /// <exception cref="SqliteException">The disk is full or fails; none of the entries is written.</exception>
    public void Write(IReadOnlyList<JournalEntry> entries, bool isSynced)
    {
        if (isSynced != _isSyncing) Sync(isSynced);
        _begin.Run();
        _contents.Begin(entries);
        foreach (var entry in entries) Write(entry);
        _contents.End();
        foreach (var (entity, number) in _lastNumbers) _number.Run(entity, number);
        _lastNumbers.Clear();
        _commit.Run();
    }

    public void Dispose()
    {
        _contents.Dispose();
        _connection.Dispose();
    }

    /// <summary>Not a prepared statement: SQLite applies this pragma when it is prepared, not when it is run.</summary>
    private void Sync(bool isSynced)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = isSynced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
        _isSyncing = isSynced;
    }

    private void Write(JournalEntry entry)
    {
        // Code that still held the entity may have written to it for a moment after the deletion.
        if (_forgotten.Contains(entry.Entity)) return;
        switch (entry)
        {
            case JournalEntry.Stored stored: Store(stored.Entity, stored.Message); break;
            case JournalEntry.Changed changed:
                _change.Run(
                changed.Entity, changed.SequenceNumber, changed.DeliveryCount, (int)changed.State); break;
            case JournalEntry.Removed removed: _remove.Run(removed.Entity, removed.SequenceNumber); break;
            case JournalEntry.Numbered numbered: Advance(numbered.Entity, numbered.SequenceNumber); break;
            case JournalEntry.SessionState { State: { } state } set: _setState.Run(set.Entity, set.SessionId, state.ToArray()); break;
            case JournalEntry.SessionState cleared: _clearState.Run(cleared.Entity, cleared.SessionId); break;
            case JournalEntry.IdSeen seen: _seeId.Run(seen.Entity, seen.At.UtcTicks, seen.MessageId); break;
            case JournalEntry.IdsForgotten forgotten: _forgetIds.Run(forgotten.Entity, forgotten.UpTo.UtcTicks); break;
            case JournalEntry.EntityOpened opened: _open.Run(opened.Entity, opened.Path); break;
            case JournalEntry.Defined defined: _define.Run(defined.Path, defined.Definition); break;
            case JournalEntry.Undefined undefined: _undefine.Run(undefined.Path); break;
            case JournalEntry.EntityForgotten gone: Forget(gone.Entity); break;
            default: throw new InvalidOperationException($"There is no way to write a {entry.GetType().Name}.");
        }
    }

    private void Store(long entity, MessageRecord message)
    {
        var (content, size) = _contents.Write(message.Content!);
        _store.Run(
            entity, message.SequenceNumber, message.EnqueuedSequenceNumber, message.EnqueuedTime.UtcTicks, message.ExpiresAt.UtcTicks,
            message.DeliveryCount, (int)message.State, message.DeadLetterSource, message.SessionId, size, content);
        Advance(entity, message.SequenceNumber);
    }

    /// <summary>
    /// Collects the last number of an entity, so that each transaction needs one statement per entity. A rewritten message has an old
    /// number.
    /// </summary>
    private void Advance(long entity, long number)
    {
        if (_lastNumbers.GetValueOrDefault(entity) < number) _lastNumbers[entity] = number;
    }

    private void Forget(long entity)
    {
        _forgotten.Add(entity);
        _lastNumbers.Remove(entity);
        foreach (var statement in _forget) statement.Run(entity);
    }
}
