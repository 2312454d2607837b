using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing;

/// <summary>Why receiving from Service Bus fails.</summary>
/// <param name="Cause">A short name for metrics.</param>
/// <param name="Text">A sentence for users, without secrets: health answers show it.</param>
internal sealed record RoutingTrouble(string Cause, string Text)
{
    /// <summary>Before the first attempt.</summary>
    public static readonly RoutingTrouble NotStarted = new("not_started", "Receiving from Service Bus has not begun yet.");

    public static RoutingTrouble Of(Exception exception, string topic, string subscriptionName)
    {
        var subscription = $"The subscription '{subscriptionName}' of topic '{topic}'";
        return exception switch
        {
            ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } =>
                new("entity_not_found", $"{subscription} does not exist: what is published meanwhile is lost."),
            ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } =>
                new("entity_disabled", $"{subscription} is disabled."),
            ServiceBusException { Reason: ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout } =>
                new("unreachable", "Service Bus cannot be reached."),
            ServiceBusException { Reason: ServiceBusFailureReason.QuotaExceeded } =>
                new("quota_exceeded", $"{subscription} cannot be had: the namespace's quota is used up."),
            UnauthorizedAccessException or AuthenticationFailedException =>
                new("unauthorized", "Service Bus refuses this service's credentials."),
            AuthenticationException => new("untrusted", "Service Bus shows a certificate that this service does not trust."),
            // Timeouts inside the client, and failures of administration over HTTP.
            TimeoutException or OperationCanceledException or SocketException or IOException =>
                new("unreachable", "Service Bus cannot be reached."),
            RequestFailedException { Status: 0 } or AggregateException =>
                new("unreachable", "Service Bus cannot be reached."),
            _ => new("other", $"{subscription} cannot be received from; the log says why."),
        };
    }
}
