namespace RoomChat.Contracts;

/// <summary>The sizes that client and server agree on. Source: <c>docs/protocol.md</c>.</summary>
public static class ProtocolLimits
{
    /// <summary>Longest room name, in characters.</summary>
    public const int MaxRoomIdLength = 64;

    /// <summary>Largest content of one message, in bytes of UTF-8.</summary>
    public const int MaxContentBytes = 16 * 1024;

    /// <summary>Longest message id that a publisher may choose, in characters. Service Bus allows 128.</summary>
    public const int MaxMessageIdLength = 128;

    /// <summary>
    /// Largest frame a client may send, and largest body of a request, in bytes. Settings of the server can change it. Every allowed
    /// content fits, with any escaping: in JSON one byte takes at most 6 (<c>\u0061</c>), 96 KiB in all. The rest is for the other fields.
    /// </summary>
    public const int MaxClientFrameBytes = 128 * 1024;

    /// <summary>Longest display name of a user, in user-perceived characters: an emoji of several code points counts as one.</summary>
    public const int MaxUserNameLength = 64;

    /// <summary>Largest display name of a user, in bytes of UTF-8.</summary>
    public const int MaxUserNameBytes = 1024;

    /// <summary>Longest status of a user, in user-perceived characters.</summary>
    public const int MaxStatusLength = 80;

    /// <summary>Largest status of a user, in bytes of UTF-8.</summary>
    public const int MaxStatusBytes = 512;

    /// <summary>Longest epoch that a client may send, in characters.</summary>
    public const int MaxEpochLength = 64;

    /// <summary>
    /// Close codes from this value on belong to the protocol (RFC 6455 leaves 4000 to 4999 to it). A client may send them, too.
    /// </summary>
    public const int FirstOwnCloseCode = 4000;

    /// <summary>Most messages of history in one answer.</summary>
    public const int MaxHistoryMessages = 200;

    /// <summary>Messages of history in one answer when the client gives no limit.</summary>
    public const int DefaultHistoryMessages = 50;

    /// <summary>Most members of a room in one answer.</summary>
    public const int MaxListedMembers = 500;
}
