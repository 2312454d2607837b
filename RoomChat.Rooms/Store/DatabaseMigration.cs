using Microsoft.EntityFrameworkCore;

namespace RoomChat.Rooms.Store;

/// <summary>
/// Makes the tables, or brings them to this version. Several instances that start at once do it one after the other: in PostgreSQL under an
/// advisory lock, with SQLite under a lock of a file beside the database. Both end with the process that has them.
/// </summary>
internal sealed class DatabaseMigration(IDbContextFactory<RoomsContext> contexts, TimeProvider time)
{
    /// <summary>Any number, the same for all instances of RoomChat.</summary>
    private const long AdvisoryLock = 0x526F6F6D43686174;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private bool _isDone;

    public async Task EnsureAsync(CancellationToken ct)
    {
        if (_isDone) return;
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (context.Database.IsSqlite()) await MigrateSqliteAsync(context, ct);
        else await MigratePostgreSqlAsync(context, ct);
        _isDone = true;
    }

    private static async Task MigratePostgreSqlAsync(RoomsContext context, CancellationToken ct)
    {
        // The lock is the connection's: it goes with it, however that ends.
        await context.Database.OpenConnectionAsync(ct);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({AdvisoryLock})", ct);
        await context.Database.MigrateAsync(ct);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryLock})", ct);
        await context.Database.CloseConnectionAsync();
    }

    private async Task MigrateSqliteAsync(RoomsContext context, CancellationToken ct)
    {
        var file = context.Database.GetDbConnection().DataSource;
        await using var held = await LockAsync(file + ".lock", ct);
        // Instances read while one writes. The file remembers it.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        // Left by a process that was killed while it migrated: no other process migrates while we have the lock of the file.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await context.Database.MigrateAsync(ct);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<FileStream> LockAsync(string file, CancellationToken ct)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(Pause, time, ct);
            }
        }
    }
}
