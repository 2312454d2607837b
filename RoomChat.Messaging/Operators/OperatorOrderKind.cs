namespace RoomChat.Messaging.Operators;

/// <summary>The kinds of orders to realtime instances.</summary>
public enum OperatorOrderKind
{
    /// <summary>The instance asks all its connections to reconnect elsewhere, then stops. The platform starts another instance.</summary>
    Drain,

    /// <summary>Closes one connection.</summary>
    CloseConnection,

    /// <summary>Closes all connections of a user.</summary>
    CloseUser,
}
