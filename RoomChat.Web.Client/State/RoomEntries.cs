using System.Collections;

namespace RoomChat.Web.Client.State;

/// <summary>The shown messages of a room: those of its log, then the own unsent ones.</summary>
public sealed class RoomEntries : IReadOnlyList<MessageEntry>
{
    private readonly MessageLog _log;
    private readonly IReadOnlyList<MessageEntry> _onTheirWay;

    internal RoomEntries(MessageLog log, IReadOnlyList<MessageEntry> onTheirWay) => (_log, _onTheirWay) = (log, onTheirWay);

    /// <inheritdoc/>
    public int Count => _log.Count + _onTheirWay.Count;

    /// <summary>Place of the first message; see <see cref="MessageLog.First"/>.</summary>
    public int First => _log.First;

    /// <summary>The place after the last message.</summary>
    public int End => First + Count;

    /// <inheritdoc/>
    public MessageEntry this[int index] => index < _log.Count ? _log[index] : _onTheirWay[index - _log.Count];

    /// <summary>The message at a place.</summary>
    public MessageEntry At(int place) => this[place - First];

    /// <summary>Place of the first message of the log with this offset or a higher one.</summary>
    public int PlaceOf(long offset) => First + _log.IndexOf(offset);

    /// <inheritdoc/>
    public IEnumerator<MessageEntry> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
