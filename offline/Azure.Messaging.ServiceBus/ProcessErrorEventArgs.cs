namespace Azure.Messaging.ServiceBus;

/// <summary>An error in a processor.</summary>
public sealed class ProcessErrorEventArgs : EventArgs
{
    /// <summary>An error in a processor.</summary>
    public ProcessErrorEventArgs(
        Exception exception, ServiceBusErrorSource errorSource, string fullyQualifiedNamespace, string entityPath, CancellationToken cancellationToken)
        : this(exception, errorSource, fullyQualifiedNamespace, entityPath, "", cancellationToken)
    {
    }

    /// <summary>An error in a processor.</summary>
    public ProcessErrorEventArgs(
        Exception exception, ServiceBusErrorSource errorSource, string fullyQualifiedNamespace, string entityPath, string identifier, CancellationToken cancellationToken)
    {
        Exception = exception;
        ErrorSource = errorSource;
        FullyQualifiedNamespace = fullyQualifiedNamespace;
        EntityPath = entityPath;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>Fires when the processor is stopped.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath { get; }

    /// <summary>What the processor was doing.</summary>
    public ServiceBusErrorSource ErrorSource { get; }

    /// <summary>What happened.</summary>
    public Exception Exception { get; }

    /// <summary>Host of the namespace.</summary>
    public string FullyQualifiedNamespace { get; }

    /// <summary>The processor.</summary>
    public string Identifier { get; }
}
