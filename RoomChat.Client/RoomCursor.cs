using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>
/// Position in one room's log up to which all messages were delivered. Between a request for the room's position and its answer,
/// messages are dropped: the epoch of their log is unknown. The server sends them again after the answer.
/// </summary>
internal sealed class RoomCursor(RoomPosition? start)
{
    private bool _awaitsAnswer = true;
    private long? _repairedFrom;

    internal enum Verdict { Deliver, Drop, Gap, Lost }

    /// <summary>Null until the first answer when the client started without a position.</summary>
    public RoomPosition? Position { get; private set; } = start;

    /// <summary>Records that the server was asked for everything after <see cref="Position"/>.</summary>
    public void Await() => _awaitsAnswer = true;

    /// <summary>Takes the server's answer. False when messages after <see cref="Position"/> are lost.</summary>
    public bool Answered(RoomPosition server, bool recovered)
    {
        _awaitsAnswer = false;
        if (Position is not { } mine)
        {
            Position = server;
            return true;
        }

        // The position does not advance here: the missed messages follow, and the connection may break before they arrive.
        var complete = server == mine || (recovered && server.Offset >= mine.Offset);
        Position = complete ? mine with { Epoch = server.Epoch } : server;
        return complete;
    }

    /// <summary>The log began anew; moves to its position.</summary>
    public void Reset(RoomPosition server)
    {
        Position = server;
        _repairedFrom = null;
    }

    /// <summary>Decides how to treat a message of this offset.</summary>
    public Verdict Judge(long offset)
    {
        if (_awaitsAnswer || Position is not { } mine || offset <= mine.Offset) return Verdict.Drop;
        if (offset == mine.Offset + 1) return Verdict.Deliver;
        if (_repairedFrom == mine.Offset) return Verdict.Lost;   // the requested messages did not arrive
        _repairedFrom = mine.Offset;
        return Verdict.Gap;
    }

    /// <summary>Records a delivered message.</summary>
    public void Advance(long offset)
    {
        if (Position is { } mine) Position = mine with { Offset = offset };
    }
}
