using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Rooms.Settings;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Following;

/// <summary>
/// All rules in memory, as they are in the database. A look compares the clock, one small row, and reads the rooms changed since the last
/// look. Only one look runs at a time.
/// </summary>
internal sealed class RoomDirectory(
    IDbContextFactory<RoomsContext> contexts, IOptions<RoomsOptions> options, TimeProvider time) : IRoomRules, IDisposable
{
    // Maximum of changes that listeners get one by one. After more, as after a long break, all rules are read.
    private const int MostChanges = 1_000;

    // Per instance, not static: a compiled query belongs to the model of one kind of database.
    private readonly Func<RoomsContext, Task<long>> _readClock =
        EF.CompileAsyncQuery((RoomsContext context) => context.Clock.Select(clock => clock.Sequence).Single());

    private readonly SemaphoreSlim _looking = new(1, 1);
    private ConcurrentDictionary<RoomId, RoomRule> _rules = new();
    private long _sequence = -1;
    private long _currentAt;
    private bool _isUntold;

    public RulesAge Age => Volatile.Read(ref _sequence) < 0 ? RulesAge.Unread
        : time.GetElapsedTime(Volatile.Read(ref _currentAt)) > options.Value.OldAfter ? RulesAge.Old
        : RulesAge.Current;

    public bool HasAdHocRooms => options.Value.AdHoc;

    public bool IsOff => false;

    public IEnumerable<RoomRule> All => _rules.Values;

    /// <summary>The receivers of changes. The follower sets them: they depend on the rules, so the constructor cannot take them.</summary>
    public IReadOnlyList<IRoomChangeListener> Listeners { get; set; } = [];

    public RoomRule? Find(RoomId roomId) => _rules.GetValueOrDefault(roomId);

    /// <summary>Updates the rules to the committed state of the database, and notifies the listeners.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public async Task LookAsync(CancellationToken ct)
    {
        await _looking.WaitAsync(ct);
        try
        {
            await CompareAsync(ct);
        }
        finally
        {
            _looking.Release();
        }
    }

    public async Task RefreshAsync(CancellationToken ct)
    {
        var called = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Value.OldAfter, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await RefreshAsync(called, ends.Token);
        }
        catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException || patience.IsCancellationRequested)
        {
            // The follower asks the database twice a second, and logs that it is away.
            ct.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => _looking.Dispose();

    private async Task RefreshAsync(long called, CancellationToken ct)
    {
        await _looking.WaitAsync(ct);
        try
        {
            if (Volatile.Read(ref _currentAt) <= called) await CompareAsync(ct);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task CompareAsync(CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        await using var context = await contexts.CreateDbContextAsync(ct);
        var sequence = await _readClock(context);
        if (_isUntold) await TellAsync(listener => listener.HearAllAsync(ct));
        if (sequence != _sequence) await FollowAsync(context, sequence, ct);
        Volatile.Write(ref _currentAt, asked);
    }

    private async Task FollowAsync(RoomsContext context, long sequence, CancellationToken ct)
    {
        var last = _sequence;
        var isNew = last < 0;
        // A clock behind the last one seen means another database, such as a restored backup.
        var changes = isNew || sequence < last ? null : await ReadChangesAsync(context, last, sequence, ct);
        if (changes is null)
        {
            await ReadAllAsync(context, ct);
            Volatile.Write(ref _sequence, sequence);
            if (!isNew) await TellAsync(listener => listener.HearAllAsync(ct));
            return;
        }
        await ReadRulesAsync(context, [.. changes.Select(change => change.RoomId).Distinct()], ct);
        Volatile.Write(ref _sequence, sequence);
        if (changes.Count > 0) await TellAsync(listener => listener.HearAsync(changes, ct));
    }

    /// <summary>If a listener fails, the next look tells all listeners that all rules were read again.</summary>
    private async Task TellAsync(Func<IRoomChangeListener, Task> tell)
    {
        _isUntold = true;
        foreach (var listener in Listeners) await tell(listener);
        _isUntold = false;
    }

    /// <summary>The changes since the last look; null when they are too many.</summary>
    private static async Task<List<RoomChange>?> ReadChangesAsync(RoomsContext context, long after, long to, CancellationToken ct)
    {
        var rows = await context.Changes.AsNoTracking().Where(change => change.Sequence > after && change.Sequence <= to)
            .OrderBy(change => change.Sequence).Take(MostChanges + 1).ToListAsync(ct);
        return rows.Count > MostChanges ? null : rows.ConvertAll(RowReading.ChangeOf);
    }

    private async Task ReadAllAsync(RoomsContext context, CancellationToken ct)
    {
        var members = (await context.Members.AsNoTracking().ToListAsync(ct)).ToLookup(member => member.RoomId, StringComparer.Ordinal);
        var rooms = await context.Rooms.AsNoTracking().ToListAsync(ct);
        _rules = new ConcurrentDictionary<RoomId, RoomRule>(
            rooms.Select(room => RowReading.RuleOf(room, members[room.Id])).Select(rule => KeyValuePair.Create(rule.RoomId, rule)));
    }

    private async Task ReadRulesAsync(RoomsContext context, List<RoomId> roomIds, CancellationToken ct)
    {
        var ids = roomIds.ConvertAll(roomId => roomId.Value);
        var rooms = await context.Rooms.AsNoTracking().Where(room => ids.Contains(room.Id))
            .ToDictionaryAsync(room => room.Id, StringComparer.Ordinal, ct);
        var members = (await context.Members.AsNoTracking().Where(member => ids.Contains(member.RoomId)).ToListAsync(ct))
            .ToLookup(member => member.RoomId, StringComparer.Ordinal);
        foreach (var roomId in roomIds)
        {
            if (rooms.TryGetValue(roomId.Value, out var room)) _rules[roomId] = RowReading.RuleOf(room, members[room.Id]);
            else _rules.TryRemove(roomId, out _);
        }
    }
}
