using Microsoft.Data.Sqlite;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>The database file with all stored data. Only one process can use it at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const string FileName = "messages.db";
    private const string LockName = "in-use.lock";
    private const long SchemaVersion = 2;

    /// <summary>In pages: 16 MiB.</summary>
    private const long PagesWorthGivingBack = 2048;

    // Each message is a row, and pages of the default size hold few rows. Of 4, 8 and 16 KiB, 8 KiB was the best.
    private const string Settings = """
        PRAGMA page_size = 8192;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -4096;
        PRAGMA wal_autocheckpoint = 2000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA recursive_triggers = ON;
        """;

    private const string Schema = """
        CREATE TABLE entities (id INTEGER PRIMARY KEY, path TEXT NOT NULL, last_number INTEGER NOT NULL);
        CREATE TABLE messages (
            entity INTEGER NOT NULL, number INTEGER NOT NULL, origin INTEGER NOT NULL, enqueued INTEGER NOT NULL, expires INTEGER NOT NULL,
            deliveries INTEGER NOT NULL, state INTEGER NOT NULL, source TEXT, session TEXT, size INTEGER NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (entity, number)) WITHOUT ROWID;
        CREATE TABLE session_states (entity INTEGER NOT NULL, session TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (entity, session)) WITHOUT ROWID;
        CREATE TABLE seen_ids (entity INTEGER NOT NULL, seen INTEGER NOT NULL, message_id TEXT NOT NULL);
        CREATE INDEX seen_ids_by_time ON seen_ids (entity, seen);
        CREATE TABLE definitions (path TEXT PRIMARY KEY COLLATE NOCASE, definition TEXT NOT NULL) WITHOUT ROWID;
        """;

    // Since version 2, a message's content is a blob, or the id of a row here that several messages share. A replaced message counts as
    // deleted.
    private const string SharedContents = """
        CREATE TABLE contents (id INTEGER PRIMARY KEY, copies INTEGER NOT NULL, content BLOB NOT NULL);
        CREATE TRIGGER copy_deleted AFTER DELETE ON messages WHEN typeof(old.content) = 'integer' BEGIN
            UPDATE contents SET copies = copies - 1 WHERE id = old.content;
            DELETE FROM contents WHERE id = old.content AND copies = 0;
        END;
        """;

    private readonly string _connectionString;
    private readonly FileStream _lock;

    /// <param name="folder">The folder of the file; created if missing.</param>
    /// <exception cref="EmulatorStartException">The folder cannot be used, another process uses it, or the file is from a newer
    /// version.</exception>
    public SqliteDatabase(string folder)
    {
        try
        {
            PrivateFiles.MakeFolder(folder);
            _lock = new FileStream(
                Path.Combine(folder, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
            // SQLite creates its other files with the mode of this file.
            PrivateFiles.Touch(Path.Combine(folder, FileName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException(
                $"The data folder '{folder}' (Emulator__DataPath) cannot be used, or another emulator uses it: {exception.Message}",
                exception);
        }

        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), Pooling = false }.ToString();
        try
        {
            Prepare(folder);
        }
        catch (SqliteException exception)
        {
            _lock.Dispose();
            throw new EmulatorStartException($"The data in '{folder}' cannot be used: {exception.Message}", exception);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a new connection; the caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, Settings);
        return connection;
    }

    public void Dispose() => _lock.Dispose();

    private void Prepare(string folder)
    {
        using var connection = Connect();
        switch (Ask(connection, "PRAGMA user_version"))
        {
            case SchemaVersion:
                GiveSpaceBack(connection);
                return;
            case 0:
                Execute(connection, $"BEGIN; {Schema} {SharedContents} PRAGMA user_version = {SchemaVersion}; COMMIT;");
                return;
            case 1:
                Execute(connection, $"BEGIN; {SharedContents} PRAGMA user_version = {SchemaVersion}; COMMIT;");
                return;
            case var version:
                throw new EmulatorStartException($"The data in '{folder}' has version {version}; this emulator knows {SchemaVersion}. Use "
                    + $"another folder, or the emulator that made it.");
        }
    }

    /// <summary>Shrinks the file, which keeps the size of its largest backlog. Runs at start, when no client waits for a message.</summary>
    private static void GiveSpaceBack(SqliteConnection connection)
    {
        var (free, all) = (Ask(connection, "PRAGMA freelist_count"), Ask(connection, "PRAGMA page_count"));
        if (free > PagesWorthGivingBack && free > all / 2) Execute(connection, "VACUUM");
    }

    private static long Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
