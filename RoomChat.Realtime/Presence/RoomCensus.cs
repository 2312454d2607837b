using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Presence;

/// <summary>
/// Writes each room's connections on this instance, and its users (<see cref="MemberRegister"/>). Changes are written in rounds, so that a
/// burst of joins is cheap. A join is answered after its round. While Redis is away no call waits: the data is corrected later.
/// </summary>
internal sealed partial class RoomCensus(
    IRoomCounts counts,
    MemberRegister members,
    InstanceIdentity instance,
    IOptions<RoomCountsOptions> countsOptions,
    IOptions<CensusOptions> options,
    TimeProvider time, ILogger<RoomCensus> logger) : BackgroundService
{
    private readonly CensusSheet _sheet = new();
    private volatile bool _isFailing;
    private volatile bool _isStopped;

    public void Enter(RoomId roomId, ChatUser user)
    {
        // The count comes last, so that the round that writes it also has the user.
        members.Enter(roomId, user);
        _sheet.Add(roomId, 1);
    }

    /// <summary>Sets status and read position of a user in the room; null keeps the value.</summary>
    public void Tell(RoomId roomId, string userId, string? status = null, RoomPosition? readTo = null)
    {
        members.Tell(roomId, userId, status, readTo);
        if (members.HasDue) _sheet.Wake();
    }

    /// <param name="roomId">The room.</param>
    /// <param name="user">The user of the leaving connection.</param>
    /// <param name="lingers">Whether the user may reconnect soon, so that the leave is not announced yet.</param>
    public void Leave(RoomId roomId, ChatUser user, bool lingers)
    {
        members.Leave(roomId, user, lingers);
        _sheet.Add(roomId, -1);
    }

    /// <summary>Begins a round soon without a changed count.</summary>
    public void WriteSoon() => _sheet.Wake();

    /// <summary>Completes when all changes until now are written, or after the longest wait for a client.</summary>
    public async Task WrittenAsync(CancellationToken ct)
    {
        if (_isFailing || _isStopped) return;
        try
        {
            await _sheet.WrittenAsync().WaitAsync(options.Value.MaxWait, time, ct);
        }
        catch (TimeoutException)
        {
            LogWriteIsLate(options.Value.MaxWait);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopped = true;
        await base.StopAsync(cancellationToken);
        try
        {
            await counts.RemoveAsync(instance.Id, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogRemoveFailed(e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await HasChangesAsync(stoppingToken)) await WriteAsync(stoppingToken);
                else if (!await counts.RenewAsync(instance.Id, stoppingToken)) MarkAllBut([]);
                _isFailing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                _isFailing = true;
                LogWriteFailed(e);
                await Task.Delay(options.Value.Retry, time, stoppingToken);
            }
        }
    }

    /// <summary>Waits for a change, at most until the lease is due for renewal.</summary>
    private async Task<bool> HasChangesAsync(CancellationToken ct)
    {
        var changes = _sheet.HasChangesAsync();
        var renewEvery = countsOptions.Value.Lease / 3;
        var wait = members.ReleaseLingering(renewEvery);
        if (members.HasDue) return true;
        using var renewal = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var first = await Task.WhenAny(changes, Task.Delay(wait, time, renewal.Token));
        await renewal.CancelAsync();
        ct.ThrowIfCancellationRequested();
        members.ReleaseLingering(renewEvery);
        return first == changes || members.HasDue;
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        var shares = _sheet.Begin();
        var isWritten = false;
        try
        {
            // Checked before the write, which would recreate a lost share with only these rooms.
            var stood = counts.RenewAsync(instance.Id, ct);
            await Task.WhenAll(counts.SetAsync(instance.Id, shares, ct), members.WriteDueAsync(ct));
            isWritten = true;
            if (!await stood) MarkAllBut(shares.Keys);
        }
        finally
        {
            _sheet.End(shares, isWritten);
        }
    }

    private void MarkAllBut(IEnumerable<RoomId> written)
    {
        _sheet.MarkAllBut(written);
        members.MarkAll();
        _sheet.Wake();
    }

    [LoggerMessage(LogLevel.Warning, "The members' counts could not be written; answering without them and trying again")]
    private partial void LogWriteFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The members' counts were not written within {Limit}; answering without them")]
    private partial void LogWriteIsLate(TimeSpan limit);

    [LoggerMessage(LogLevel.Warning, "This instance's counts could not be removed; they expire with their lease")]
    private partial void LogRemoveFailed(Exception exception);
}
