namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>How a server wants to be talked to, beyond WebSocket.</summary>
internal interface IChatWire
{
    /// <summary>Where its WebSockets are.</summary>
    string Path => "/ws";

    /// <summary>Lines that the handshake needs besides those of every WebSocket, each with its end.</summary>
    string Headers => "";

    /// <summary>Whether texts are compressed as permessage-deflate has it.</summary>
    bool IsCompressed => false;

    /// <summary>The client's frames that make it a member of a room.</summary>
    byte[] Join(string room);

    /// <summary>Whether this text says that the join is done.</summary>
    bool IsJoined(ReadOnlySpan<byte> text);

    /// <summary>What is answered to a text without a message in it; null for nothing.</summary>
    byte[]? Answer(ReadOnlySpan<byte> text);

    /// <summary>Whether this text says that something went wrong.</summary>
    bool IsComplaint(ReadOnlySpan<byte> text);

    /// <summary>Whether a text with messages is about this room. Servers send a connection nothing else, unless told to.</summary>
    bool IsOf(string room, ReadOnlySpan<byte> text) => true;
}
