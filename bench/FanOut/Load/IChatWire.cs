namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>The protocol of a server on top of WebSocket.</summary>
internal interface IChatWire
{
    /// <summary>The path of the WebSocket endpoint.</summary>
    string Path => "/ws";

    /// <summary>Additional handshake headers, each with its line end.</summary>
    string Headers => "";

    /// <summary>Whether texts are compressed with permessage-deflate.</summary>
    bool IsCompressed => false;

    /// <summary>The client frames that join a room.</summary>
    byte[] Join(string room);

    /// <summary>Whether this text confirms the join.</summary>
    bool IsJoined(ReadOnlySpan<byte> text);

    /// <summary>The answer to a text without a message, or null for no answer.</summary>
    byte[]? Answer(ReadOnlySpan<byte> text);

    /// <summary>Whether this text reports an error.</summary>
    bool IsComplaint(ReadOnlySpan<byte> text);

    /// <summary>Whether a text with messages belongs to this room. By default a connection gets texts of its own room only.</summary>
    bool IsOf(string room, ReadOnlySpan<byte> text) => true;
}
