namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A connection or link that can be lost, and is then opened anew.</summary>
internal interface IEndpoint
{
    /// <summary>False once it was closed or lost; it never comes back.</summary>
    bool IsOpen { get; }

    /// <summary>Closes it and waits a little for the peer's answer.</summary>
    Task CloseAsync();
}
