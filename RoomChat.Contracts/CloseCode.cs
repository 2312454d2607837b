namespace RoomChat.Contracts;

/// <summary>
/// Why a WebSocket was closed. 4000 to 4499: reconnect and resume; 4500 to 4999: do not. The table is in <c>docs/protocol.md</c>.
/// </summary>
/// <param name="Code">The WebSocket close code.</param>
/// <param name="Reason">A few words for people.</param>
public sealed record CloseCode(int Code, string Reason)
{
    /// <summary>The client asked to close (RFC 6455, 1000).</summary>
    public static readonly CloseCode Normal = new(1000, "bye");

    /// <summary>The received bytes are not a WebSocket frame of the standard (RFC 6455, 1002).</summary>
    public static readonly CloseCode ProtocolError = new(1002, "protocol error");

    /// <summary>The text frame is not UTF-8 (RFC 6455, 1007).</summary>
    public static readonly CloseCode NotText = new(1007, "text is not UTF-8");

    /// <summary>The compressed message cannot be unpacked (RFC 6455, 1007).</summary>
    public static readonly CloseCode NotCompressed = new(1007, "compressed message is broken");

    /// <summary>The frame is larger than the server accepts (RFC 6455, 1009).</summary>
    public static readonly CloseCode FrameTooLarge = new(1009, "frame too large");

    /// <summary>Binary frames are not part of the protocol (RFC 6455, 1003).</summary>
    public static readonly CloseCode BinaryFrame = new(1003, "text frames only");

    /// <summary>The instance is shutting down. Another instance accepts the connection.</summary>
    public static readonly CloseCode ShuttingDown = new(4001, "shutting down, reconnect");

    /// <summary>The client reads more slowly than messages arrive in its rooms. It can resume.</summary>
    public static readonly CloseCode SlowConsumer = new(4002, "slow consumer, reconnect and resume");

    /// <summary>The server failed. The client may try again.</summary>
    public static readonly CloseCode InternalError = new(4003, "internal error, reconnect");

    /// <summary>The rest of a frame did not arrive in time. The network may have failed in the middle of it.</summary>
    public static readonly CloseCode FrameTooSlow = new(4004, "frame took too long, reconnect");

    /// <summary>An operator closed the connection. The client may come back.</summary>
    public static readonly CloseCode ClosedByOperator = new(4005, "closed by an operator, reconnect");

    /// <summary>The client sent too many bad frames in a row.</summary>
    public static readonly CloseCode TooManyErrors = new(4501, "too many bad frames");

    /// <summary>The connection was in no room for longer than the server allows.</summary>
    public static readonly CloseCode Idle = new(4502, "in no room for too long");

    /// <summary>The user signed out, or the session was ended. The client must sign in again before it reconnects.</summary>
    public static readonly CloseCode SessionEnded = new(4503, "session ended, sign in again");

    /// <summary>The token of the connection has expired. The client must get a new one before it reconnects.</summary>
    public static readonly CloseCode TokenExpired = new(4504, "token expired, get a new one");

    /// <summary>
    /// Whether a client may connect again after this code. It may not after 1002, 1003, 1007 and 1009, which report a fault of the client,
    /// nor after 4500 to 4999. After 1000 the closing side decides.
    /// </summary>
    public static bool MayReconnect(int code) => code is not (1002 or 1003 or 1007 or 1009) and not (>= 4500 and <= 4999);
}
