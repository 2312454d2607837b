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
    /// <summary>Whether the broker failed, though the exception is not its own kind.</summary>
    internal static bool IsHidden(Exception exception) => exception switch
    {
        // Its name is a timeout's, but it is Redis that did not answer.
        RedisTimeoutException => false,
        // A certificate that is not trusted, credentials that are refused, or that cannot be had.
        AuthenticationException or UnauthorizedAccessException or AuthenticationFailedException => true,
        // What the client gives up by itself.
        TimeoutException or OperationCanceledException => true,
        SocketException or IOException => true,
        // Of administration, which is HTTP and tries several times.
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

    /// <summary>The same failure as callers know it.</summary>
    internal static ServiceBusException Reveal(Exception exception) =>
        new("The broker cannot be reached.", ServiceBusFailureReason.ServiceCommunicationProblem, innerException: exception);
}
