namespace RoomChat.Contracts;

/// <summary>
/// Why a WebSocket was closed. 4000 to 4499: reconnect and resume; 4500 to 4999: do not. The table is in <c>docs/protocol.md</c>.
/// </summary>
/// <param name="Code">The WebSocket close code.</param>
/// <param name="Reason">A few words for people.</param>
public sealed record CloseCode(int Code, string Reason)
{
    /// <summary>The client asked for it (RFC 6455, 1000).</summary>
    public static readonly CloseCode Normal = new(1000, "bye");

    /// <summary>What came is no WebSocket frame as the standard has it (RFC 6455, 1002).</summary>
    public static readonly CloseCode ProtocolError = new(1002, "protocol error");

    /// <summary>The text frame is not UTF-8 (RFC 6455, 1007).</summary>
    public static readonly CloseCode NotText = new(1007, "text is not UTF-8");

    /// <summary>The compressed message cannot be unpacked (RFC 6455, 1007).</summary>
    public static readonly CloseCode NotCompressed = new(1007, "compressed message is broken");

    /// <summary>The frame is larger than the server takes (RFC 6455, 1009).</summary>
    public static readonly CloseCode FrameTooLarge = new(1009, "frame too large");

    /// <summary>Binary frames are not part of the protocol (RFC 6455, 1003).</summary>
    public static readonly CloseCode BinaryFrame = new(1003, "text frames only");

    /// <summary>The instance is going away; another one serves.</summary>
    public static readonly CloseCode ShuttingDown = new(4001, "shutting down, reconnect");

    /// <summary>The client reads slower than its rooms speak; it can resume.</summary>
    public static readonly CloseCode SlowConsumer = new(4002, "slow consumer, reconnect and resume");

    /// <summary>The server failed; it can be tried again.</summary>
    public static readonly CloseCode InternalError = new(4003, "internal error, reconnect");

    /// <summary>A frame that was begun was not there whole in time; the network may have failed in the middle of it.</summary>
    public static readonly CloseCode FrameTooSlow = new(4004, "frame took too long, reconnect");

    /// <summary>An operator closed the connection. The client may come back.</summary>
    public static readonly CloseCode ClosedByOperator = new(4005, "closed by an operator, reconnect");

    /// <summary>The client sent too many bad frames in a row.</summary>
    public static readonly CloseCode TooManyErrors = new(4501, "too many bad frames");

    /// <summary>The connection was in no room for longer than the server allows.</summary>
    public static readonly CloseCode Idle = new(4502, "in no room for too long");

    /// <summary>The user has signed out, or the session was ended: the client signs in anew before it connects again.</summary>
    public static readonly CloseCode SessionEnded = new(4503, "session ended, sign in again");

    /// <summary>The token of the connection has expired: the client gets a new one before it connects again.</summary>
    public static readonly CloseCode TokenExpired = new(4504, "token expired, get a new one");

    /// <summary>
    /// Whether a client may connect again after this code: all but 1002, 1003, 1007, 1009, which say that it is at fault, and 4500 to 4999.
    /// 1000 is for the
    /// closing side to decide.
    /// </summary>
    public static bool MayReconnect(int code) => code is not (1002 or 1003 or 1007 or 1009) and not (>= 4500 and <= 4999);
}
