using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using StackExchange.Redis;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>
/// Failures of the broker that its client does not throw as <see cref="ServiceBusException"/>, the only kind that callers handle.
/// </summary>
internal static class BrokerFailure
{
    /// <summary>Whether the exception is a broker failure of another type.</summary>
    internal static bool IsHidden(Exception exception) => exception switch
    {
        // A timeout of Redis, not of the broker.
        RedisTimeoutException => false,
        // An untrusted certificate, or refused or missing credentials.
        AuthenticationException or UnauthorizedAccessException or AuthenticationFailedException => true,
        // Timeouts and cancellations inside the client.
        TimeoutException or OperationCanceledException => true,
        SocketException or IOException => true,
        // From administration, which uses HTTP and retries.
        RequestFailedException => true,
        AggregateException several => several.InnerExceptions.All(IsHidden),
        _ => false,
    };

    /// <summary>Asks the broker, so that its failures are all of one kind.</summary>
    /// <exception cref="ServiceBusException">The broker failed.</exception>
    internal static async Task<T> RevealAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsHidden(e) && !ct.IsCancellationRequested)
        {
            throw Reveal(e);
        }
    }

    /// <summary>Wraps the failure in the exception type that callers handle.</summary>
    internal static ServiceBusException Reveal(Exception exception) =>
        new("The broker cannot be reached.", ServiceBusFailureReason.ServiceCommunicationProblem, innerException: exception);
}
