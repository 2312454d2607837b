using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.FanOut;

internal sealed partial class RoomFeed
{
    // The first offset whose message differs from the delivered one.
    private long? _firstOther;

    /// <summary>Whether the feed has messages to compare with the log.</summary>
    public bool HasRecent
    {
        get
        {
            lock (_sync) return !_recent.IsEmpty;
        }
    }

    /// <summary>False when a different message was delivered at this offset: the log lost its end and has grown again.</summary>
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

    /// <summary>The only reader of gaps. Reads the log until the feed is at its end and all waiting messages fit.</summary>
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
            // Messages announced before the read are in the log by now. Those that do not fit belong to a lost log.
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

    /// <summary>Delivers messages from the log. False when there are more to read.</summary>
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
        // A new log is delivered from its beginning. Messages that the same log has dropped are lost.
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
