using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>The link went away before the broker answered. Whether the request was carried out is not known.</summary>
internal sealed class LinkLostException(Error? error) : Exception(error?.Description ?? "The link to the broker was lost.")
{
    public Error? Error { get; } = error;
}
