namespace RoomChat.Messaging.Operators;

/// <summary>What a realtime instance can be told to do.</summary>
public enum OperatorOrderKind
{
    /// <summary>Asks all connections to reconnect elsewhere, and stops. The platform starts another instance.</summary>
    Drain,

    /// <summary>Closes one connection.</summary>
    CloseConnection,

    /// <summary>Closes all connections of a user.</summary>
    CloseUser,
}
