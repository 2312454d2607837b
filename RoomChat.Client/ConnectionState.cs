using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>What a <see cref="RoomChatClient"/> is doing.</summary>
public abstract record ConnectionState
{
    private ConnectionState() { }

    /// <summary>Not connected yet: the first attempt is under way, or <see cref="RoomChatClient.ConnectAsync"/> was not called.</summary>
    public sealed record Connecting : ConnectionState;

    /// <summary>Connected, and asked to be in every room again.</summary>
    public sealed record Connected : ConnectionState;

    /// <summary>
    /// Still connected, but the server owes an answer or a sign of life for longer than <see cref="RoomChatClientOptions.ProbeTimeout"/>:
    /// it is busy, or the network is gone. <see cref="Connected"/> or <see cref="Reconnecting"/> follows.
    /// </summary>
    public sealed record Silent : ConnectionState;

    /// <summary>The connection was lost or could not be made.</summary>
    /// <param name="NextAttempt">When the next attempt begins; null while one is under way.</param>
    /// <param name="Reason">What went wrong, for people.</param>
    public sealed record Reconnecting(DateTimeOffset? NextAttempt, string Reason) : ConnectionState;

    /// <summary>Over: disposed, or the server said not to come back. No further attempt is made.</summary>
    /// <param name="Reason">The server's code, or <see cref="CloseCode.Normal"/> after disposal.</param>
    public sealed record Closed(CloseCode Reason) : ConnectionState;
}
