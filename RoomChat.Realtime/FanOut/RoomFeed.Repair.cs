using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.FanOut;

internal sealed partial class RoomFeed
{
    // The first offset that now stands for another message than was handed on here.
    private long? _firstOther;

    /// <summary>Whether the feed has something to compare the log with.</summary>
    public bool HasRecent
    {
        get
        {
            lock (_sync) return !_recent.IsEmpty;
        }
    }

    /// <summary>False when another message than this one was handed on in its place: the log lost its end, and has grown again.</summary>
    private bool IsRepeat(LoggedMessage message)
    {
        var offset = message.Position.Offset;
        if (_recent.FromEnd(_position!.Offset - offset) is not { } known || known.HasSameBytes(FrameEncoder.Encode(message))) return true;
        if (_firstOther is null || offset < _firstOther) _firstOther = offset;
        return false;
    }

    private void BeginRepair(RoomPosition heard)
    {
        LogGap(RoomId, _position!, heard);
        _repair = Task.Run(RepairAsync, CancellationToken.None);
    }

    /// <summary>The one reader of gaps: reads the log until the feed is at its end, and what arrived meanwhile fits.</summary>
    private async Task RepairAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                if (await RepairOnceAsync(_closed.Token)) return;
            }
            catch (OperationCanceledException) when (_closed.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogRepairFailed(e, RoomId);
                await Task.Delay(RepairRetry, _time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RepairOnceAsync(CancellationToken ct)
    {
        RoomPosition since;
        int heardBefore;
        long? firstOther;
        lock (_sync) (since, heardBefore, firstOther) = (_position!, _waiting.Count, _firstOther);
        if (firstOther is { } offset) await _log.DisownAsync(RoomId, since with { Offset = offset - 1 }, ct);
        var read = await _log.ContinueAsync(RoomId, since, ReadLimit, ct);
        try
        {
            return TryRepair(read, heardBefore);
        }
        finally
        {
            Flush();
        }
    }

    private bool TryRepair(LogRead read, int heardBefore)
    {
        lock (_sync)
        {
            if (_closed.IsCancellationRequested) return true;
            if (!TryTake(read)) return false;
            // What was announced before the read is in the log by now: if it does not fit, it is of a log that is gone.
            for (var i = 0; i < heardBefore; i++)
            {
                if (!_waiting.TryDequeue(out var heard)) break;
                TryDeliver(heard);
            }
            if (!DeliverWaiting()) return false;
            _repair = null;
            return true;
        }
    }

    /// <summary>Hands on what the log gave; false when there is more to read.</summary>
    private bool TryTake(LogRead read)
    {
        if (read.Recovery == Recovery.Complete)
        {
            var before = _position!.Offset;
            foreach (var message in read.Messages)
            {
                if (!TryDeliver(message)) return false;
            }
            _metrics.GapRepaired((int)(_position.Offset - before));
            return read.Messages.Count < ReadLimit;
        }
        // A new log is told from where it begins; what the same log dropped cannot be told at all.
        var isNewLog = read.Head.Epoch != _position!.Epoch;
        _metrics.Losses.RoomReset(!isNewLog ? "history_too_short" : read.Begin > 0 ? "log_fell_back" : "log_lost");
        Reset(isNewLog ? read.Head with { Offset = read.Begin } : read.Head);
        return !isNewLog;
    }

    [LoggerMessage(LogLevel.Information, "Room {RoomId}: at {Position}, heard {Heard}; reading the gap from the log")]
    private partial void LogGap(RoomId roomId, RoomPosition position, RoomPosition heard);

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: the log cannot be continued from {Position}; going on from {Reset}")]
    private partial void LogReset(RoomId roomId, RoomPosition position, RoomPosition reset);

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: the gap could not be read from the log; trying again")]
    private partial void LogRepairFailed(Exception exception, RoomId roomId);
}
