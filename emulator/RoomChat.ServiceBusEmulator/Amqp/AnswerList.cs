using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// The elements of an answer, as many as fit. The first one that does not fit ends the list, so the client can request the rest.
/// </summary>
internal sealed class AnswerList(AnswerRoom room)
{
    /// <summary>Bytes of the map around an element, with its keys and a lock token.</summary>
    private const int AroundElement = 64;

    private long? _leftOut;

    public List Elements { get; } = [];

    /// <summary>Whether an element of this size fits. After the first false, no element fits.</summary>
    public bool Fits(long size)
    {
        if (_leftOut is null && room.TryTake(size + AroundElement)) return true;
        _leftOut ??= size;
        return false;
    }

    /// <summary>The answer: an error if the first element does not fit, and no content if there are no elements.</summary>
    public ManagementResult ToResult(string name)
    {
        if (Elements.Count > 0) return ManagementResult.With(name, Elements);
        return _leftOut is { } size ? ManagementResult.TooLarge(size, room.Left) : ManagementResult.NoContent;
    }
}
