namespace RoomChat.Web.Client.Text;

/// <summary>Open markers of emphasis, in one stack for each kind, so that the last marker of a kind is found in constant time.</summary>
internal sealed class MarkerStack
{
    private readonly Dictionary<(char Letter, int Length), Stack<int>> _places = [];

    /// <summary>Adds an opening marker.</summary>
    public void Push(char letter, int length, int place)
    {
        if (!_places.TryGetValue((letter, length), out var stack)) _places[(letter, length)] = stack = new Stack<int>();
        stack.Push(place);
    }

    /// <summary>The last opening marker that a run of this many letters can close.</summary>
    public (int Place, int Length)? Last(char letter, int run)
    {
        (int Place, int Length)? last = null;
        for (var length = 1; length <= Math.Min(run, 2); length++)
        {
            if (_places.TryGetValue((letter, length), out var stack) && stack.TryPeek(out var place) && !(last?.Place > place))
                last = (place, length);
        }

        return last;
    }

    /// <summary>Removes the opening markers at a place or after it.</summary>
    public void DropFrom(int place)
    {
        foreach (var stack in _places.Values)
        {
            while (stack.TryPeek(out var top) && top >= place) stack.Pop();
        }
    }
}
