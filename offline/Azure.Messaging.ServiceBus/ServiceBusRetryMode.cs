namespace Azure.Messaging.ServiceBus;

/// <summary>How the delay between attempts grows.</summary>
public enum ServiceBusRetryMode
{
    /// <summary>The same delay each time.</summary>
    Fixed = 0,

    /// <summary>Doubles with each attempt, with jitter.</summary>
    Exponential = 1,
}
