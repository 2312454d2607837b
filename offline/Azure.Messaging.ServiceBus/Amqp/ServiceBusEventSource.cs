using System.Diagnostics.Tracing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>What goes on in the background, for whoever listens to the official client's event source.</summary>
[EventSource(Name = "Azure-Messaging-ServiceBus")]
internal sealed class ServiceBusEventSource : EventSource
{
    public static readonly ServiceBusEventSource Log = new();

    private ServiceBusEventSource()
        : base(EventSourceSettings.EtwSelfDescribingEventFormat)
    {
    }

    [Event(1, Level = EventLevel.Warning, Message = "The token for '{0}' could not be renewed: {1}")]
    public void TokenRenewalFailed(string entityPath, string error) => WriteEvent(1, entityPath, error);

    [Event(2, Level = EventLevel.Informational, Message = "Connected to {0}.")]
    public void Connected(string host) => WriteEvent(2, host);

    [Event(3, Level = EventLevel.Warning, Message = "The connection to {0} was closed: {1}")]
    public void Disconnected(string host, string reason) => WriteEvent(3, host, reason);

    [Event(4, Level = EventLevel.Warning, Message = "An operation on '{0}' failed and is tried again in {1} ms: {2}")]
    public void Retrying(string entityPath, double delay, string error) => WriteEvent(4, entityPath, delay, error);

    [Event(5, Level = EventLevel.Error, Message = "An error handler of the application threw: {0}")]
    public void ErrorHandlerFailed(string error) => WriteEvent(5, error);
}
