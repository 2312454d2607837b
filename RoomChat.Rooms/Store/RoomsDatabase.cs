using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomChanges;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using StackExchange.Redis;

namespace RoomChat.Rooms.Store;

/// <summary>Reads and changes rooms, and announces each change.</summary>
internal sealed partial class RoomsDatabase(
    IDbContextFactory<RoomsContext> contexts, RoomPolicy policy, TimeProvider time, ILogger<RoomsDatabase> logger,
    // Null if only one process uses the database.
    IRoomAnnouncements? announcements = null)
{
    /// <summary>Raised after a change, in the process that made it.</summary>
    public event Func<CancellationToken, Task>? Changed;

    public long NowMilliseconds => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<RoomReading> ReadAsync(CancellationToken ct) => new(await contexts.CreateDbContextAsync(ct));

    /// <summary>Changes data in one transaction. A refusal changes nothing.</summary>
    public async Task<RoomOutcome<T>> ChangeAsync<T>(Caller actor, Func<RoomWriting, Task<RoomOutcome<T>>> change, CancellationToken ct)
        where T : class
    {
        RoomOutcome<T> outcome;
        await using (var writing = await BeginAsync(actor, ct))
        {
            outcome = await change(writing);
            if (!outcome.IsDone) return outcome;
            await writing.CommitAsync(ct);
        }
        await TellAsync(ct);
        return outcome;
    }

    /// <summary>The refusal; null if the action is allowed. For a room that is invisible to the caller it is <c>NotFound</c>.</summary>
    public RoomRefusal? Refuse(Caller caller, RoomAction action, RoomId roomId, RoomRecord? room)
    {
        if (policy.Decide(caller, RoomAction.SeeListed, roomId, room?.Rule) is { IsAllowed: false, Why: { } missing })
            return new RoomRefusal(RoomRefusalKind.NotFound, missing);
        return policy.Decide(caller, action, roomId, room?.Rule) is { IsAllowed: false, Why: { } why }
            ? new RoomRefusal(RoomRefusalKind.Forbidden, why)
            : null;
    }

    private async Task<RoomWriting> BeginAsync(Caller actor, CancellationToken ct)
    {
        var context = await contexts.CreateDbContextAsync(ct);
        try
        {
            var writing = new RoomWriting(context, await context.Database.BeginTransactionAsync(ct), time, actor);
            await writing.BeginAsync(ct);
            return writing;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>The change is already committed. A failure here must not look like a failed change.</summary>
    private async Task TellAsync(CancellationToken ct)
    {
        try
        {
            if (announcements is not null) await announcements.AnnounceAsync(ct);
            if (Changed is { } changed) await changed(ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or OperationCanceledException or System.Data.Common.DbException)
        {
            LogNotTold(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A change of a room could not be announced: instances find it when they look next")]
    private partial void LogNotTold(Exception exception);
}
