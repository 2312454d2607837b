using System.Collections;

namespace RoomChat.Web.Client.State;

/// <summary>
/// Immutable list of messages in order. Adding a message makes a new list that shares memory with the old one. So a room of 100,000
/// messages needs no copy for each received message.
/// </summary>
public sealed class MessageLog : IReadOnlyList<MessageEntry>
{
    private const int SmallestSpace = 64;

    private readonly MessageEntry?[] _slots;
    private readonly int _start;

    private MessageLog(MessageEntry?[] slots, int start, int count, int first) =>
        (_slots, _start, Count, First) = (slots, start, count, first);

    /// <summary>No messages.</summary>
    public static MessageLog Empty { get; } = new([], 0, 0, 0);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Place of the first message. A message keeps its place while others are added before or after it.</summary>
    public int First { get; }

    /// <summary>The place after the last message.</summary>
    public int End => First + Count;

    /// <inheritdoc/>
    public MessageEntry this[int index] =>
        (uint)index < (uint)Count ? _slots[_start + index]! : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A list with one more message at the end.</summary>
    internal MessageLog Append(MessageEntry entry)
    {
        var place = _start + Count;
        // A used slot belongs to another list that was made from this one.
        if (place >= _slots.Length || _slots[place] is not null) return Copy(0, SpaceFor(Count)).Append(entry);
        _slots[place] = entry;
        return new MessageLog(_slots, _start, Count + 1, First);
    }

    /// <summary>A list with one more message at the beginning.</summary>
    internal MessageLog Prepend(MessageEntry entry)
    {
        if (_start == 0 || _slots[_start - 1] is not null) return Copy(SpaceFor(Count), SmallestSpace).Prepend(entry);
        _slots[_start - 1] = entry;
        return new MessageLog(_slots, _start - 1, Count + 1, First - 1);
    }

    /// <summary>A list with one more message at an index.</summary>
    internal MessageLog Insert(int index, MessageEntry entry)
    {
        var list = new List<MessageEntry>(this);
        list.Insert(index, entry);
        return new MessageLog([.. list], 0, list.Count, First);
    }

    /// <summary>A list with one message replaced.</summary>
    internal MessageLog Replace(int index, MessageEntry entry)
    {
        var copy = Copy(0, SmallestSpace);
        copy._slots[index] = entry;
        return copy;
    }

    /// <summary>A list without the first messages.</summary>
    internal MessageLog Skip(int count) => new MessageLog(_slots, _start + count, Count - count, First + count).Copy(0, SmallestSpace);

    /// <summary>Index of the first message with this offset or a higher one; <see cref="Count"/> when there is none.</summary>
    internal int IndexOf(long offset)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].Offset < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <inheritdoc/>
    public IEnumerator<MessageEntry> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int SpaceFor(int count) => Math.Max(SmallestSpace, count / 2);

    private MessageLog Copy(int before, int behind)
    {
        var slots = new MessageEntry?[before + Count + behind];
        Array.Copy(_slots, _start, slots, before, Count);
        return new MessageLog(slots, before, Count, First);
    }
}
