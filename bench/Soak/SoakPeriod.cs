using System.Globalization;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Benchmarks.Soak;

/// <summary>One member's time in one room, over any number of reconnects: every message once, in order, and none of other rooms.</summary>
internal sealed class SoakPeriod(SoakChecker checker, RoomId roomId, long since, bool beginsWithFirst)
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _missing = [];
    private bool _beginsWithFirst = beginsWithFirst;
    private long _last = since;

    public RoomId RoomId { get; } = roomId;

    /// <summary>The highest received offset, or the offset after which every message must arrive.</summary>
    public long Last
    {
        get { lock (_gate) return _last; }
    }

    /// <summary>The client delivered a message.</summary>
    public void Hear(ServerFrame.Message message)
    {
        lock (_gate)
        {
            if (message.RoomId != RoomId.Value || message.Id != SoakMessages.IdOf(RoomId, message.Offset))
            {
                Report(SoakFault.Foreign, string.Create(
                    CultureInfo.InvariantCulture, $"message {message.Id} of room {message.RoomId} came with offset {message.Offset}"));
            }
            else
            {
                Place(message.Offset);
            }
        }
    }

    /// <summary>The client reported lost history.</summary>
    public void HistoryLost(RoomPosition position)
    {
        lock (_gate)
            Report(SoakFault.HistoryLost, string.Create(CultureInfo.InvariantCulture, $"after {_last}, goes on after {position.Offset}"));
    }

    /// <summary>The member leaves. It must have received every message up to an offset.</summary>
    public void End(long upTo)
    {
        lock (_gate)
        {
            foreach (var offset in _missing) ReportLost(offset);
            for (var offset = _last + 1; offset <= upTo; offset++) ReportLost(offset);
            _missing.Clear();
        }
    }

    private void Place(long offset)
    {
        checker.NoteHeard(RoomId, offset);
        if (_beginsWithFirst && offset <= _last) _last = offset - 1;
        _beginsWithFirst = false;
        if (offset > _last)
        {
            // Not lost yet: it may arrive later, out of order.
            for (var skipped = _last + 1; skipped < offset; skipped++) _missing.Add(skipped);
            _last = offset;
        }
        else if (_missing.Remove(offset))
        {
            Report(SoakFault.Disordered, string.Create(CultureInfo.InvariantCulture, $"{offset} came after {_last}"));
        }
        else
        {
            Report(SoakFault.Twice, string.Create(CultureInfo.InvariantCulture, $"{offset} came again after {_last}"));
        }
    }

    private void ReportLost(long offset) => Report(SoakFault.Lost, string.Create(CultureInfo.InvariantCulture, $"{offset} never came"));

    private void Report(SoakFault fault, string text) => checker.Report(fault, $"room {RoomId}, {text}");
}
