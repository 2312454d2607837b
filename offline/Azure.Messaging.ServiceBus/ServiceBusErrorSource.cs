namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor was doing when an error came up.</summary>
public enum ServiceBusErrorSource
{
    /// <summary>Completing a message after its handler.</summary>
    Complete = 0,

    /// <summary>Abandoning a message after its handler failed.</summary>
    Abandon = 1,

    /// <summary>Running the application's handler.</summary>
    ProcessMessageCallback = 2,

    /// <summary>Receiving.</summary>
    Receive = 3,

    /// <summary>Renewing a lock.</summary>
    RenewLock = 4,

    /// <summary>Waiting for a session.</summary>
    AcceptSession = 5,

    /// <summary>Giving a session back.</summary>
    CloseSession = 6,
}
