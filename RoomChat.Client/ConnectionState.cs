using RoomChat.Contracts;

namespace RoomChat.Client;

/// <summary>State of a <see cref="RoomChatClient"/>.</summary>
public abstract record ConnectionState
{
    private ConnectionState() { }

    /// <summary>Not connected yet: the first attempt runs, or <see cref="RoomChatClient.ConnectAsync"/> was not called.</summary>
    public sealed record Connecting : ConnectionState;

    /// <summary>Connected. The client has asked to join every room again.</summary>
    public sealed record Connected : ConnectionState;

    /// <summary>
    /// Still connected, but an answer or a sign of life is late by more than <see cref="RoomChatClientOptions.ProbeTimeout"/>.
    /// The server is busy or the network is gone. <see cref="Connected"/> or <see cref="Reconnecting"/> follows.
    /// </summary>
    public sealed record Silent : ConnectionState;

    /// <summary>The connection was lost or could not be made.</summary>
    /// <param name="NextAttempt">Start of the next attempt; null while an attempt runs.</param>
    /// <param name="Reason">The failure as text for users.</param>
    public sealed record Reconnecting(DateTimeOffset? NextAttempt, string Reason) : ConnectionState;

    /// <summary>Ended: disposed, or the server forbade a reconnect. No further attempt is made.</summary>
    /// <param name="Reason">The server's code, or <see cref="CloseCode.Normal"/> after disposal.</param>
    public sealed record Closed(CloseCode Reason) : ConnectionState;
}
