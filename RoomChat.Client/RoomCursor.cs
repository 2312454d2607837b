using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>
/// The place in one room's log up to which everything was delivered. Between a request for the room's position and its answer
/// nothing is taken: what arrives then belongs to a stream whose epoch is not known, and is sent again after the answer.
/// </summary>
internal sealed class RoomCursor(RoomPosition? start)
{
    private bool _awaitsAnswer = true;
    private long? _repairedFrom;

    internal enum Verdict { Deliver, Drop, Gap, Lost }

    /// <summary>Null until the first answer of a client that did not say where it was.</summary>
    public RoomPosition? Position { get; private set; } = start;

    /// <summary>The server was asked to send everything after <see cref="Position"/>.</summary>
    public void Await() => _awaitsAnswer = true;

    /// <summary>The server's answer; false when what came after <see cref="Position"/> is lost.</summary>
    public bool Answered(RoomPosition server, bool recovered)
    {
        _awaitsAnswer = false;
        if (Position is not { } mine)
        {
            Position = server;
            return true;
        }

        // The position stays where it is: the missed messages follow, and the connection may break before they arrive.
        var complete = server == mine || (recovered && server.Offset >= mine.Offset);
        Position = complete ? mine with { Epoch = server.Epoch } : server;
        return complete;
    }

    /// <summary>The log began anew.</summary>
    public void Reset(RoomPosition server)
    {
        Position = server;
        _repairedFrom = null;
    }

    /// <summary>What to do with a message of this offset.</summary>
    public Verdict Judge(long offset)
    {
        if (_awaitsAnswer || Position is not { } mine || offset <= mine.Offset) return Verdict.Drop;
        if (offset == mine.Offset + 1) return Verdict.Deliver;
        if (_repairedFrom == mine.Offset) return Verdict.Lost;   // the server promised what is missing, and did not send it
        _repairedFrom = mine.Offset;
        return Verdict.Gap;
    }

    /// <summary>A message was delivered.</summary>
    public void Advance(long offset)
    {
        if (Position is { } mine) Position = mine with { Offset = offset };
    }
}
