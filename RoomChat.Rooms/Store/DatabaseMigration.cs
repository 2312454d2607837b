using Microsoft.EntityFrameworkCore;

namespace RoomChat.Rooms.Store;

/// <summary>
/// Makes the tables, or updates them to this version. Instances that start at the same time do it one after the other: with PostgreSQL
/// under an advisory lock, with SQLite under a lock on a file beside the database. Both locks end with the process that holds them.
/// </summary>
internal sealed class DatabaseMigration(IDbContextFactory<RoomsContext> contexts, TimeProvider time)
{
    /// <summary>An arbitrary number, the same for all instances of RoomChat.</summary>
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
        // The lock belongs to the connection, and ends with it in any case.
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
        // Instances can then read while one writes. The file keeps this setting.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        // A process that was killed during a migration left this table. No other process migrates now, because this one has the file lock.
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
