using System.Data.Common;
using Azure.Core;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>How the client reaches the broker: from configuration section <c>Aspire:Azure:Messaging:ServiceBus</c> and <c>ConnectionStrings</c>.</summary>
public sealed class AzureMessagingServiceBusSettings
{
    private const string SubscriptionsSegment = "/Subscriptions/";

    /// <summary>The connection string, without entity. Goes before <see cref="FullyQualifiedNamespace"/> and <see cref="Credential"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Signs in, together with <see cref="FullyQualifiedNamespace"/>.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>Whether the client's activities stay out of the traces.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Host of the namespace, when there is no key.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>The health check peeks into this queue; without it and <see cref="HealthCheckTopicName"/> there is no health check.</summary>
    public string? HealthCheckQueueName { get; set; }

    /// <summary>The health check opens a link to this topic.</summary>
    public string? HealthCheckTopicName { get; set; }

    /// <summary>The queue or topic that the connection string named.</summary>
    public string? QueueOrTopicName { get; set; }

    /// <summary>The subscription that the connection string named.</summary>
    public string? SubscriptionName { get; set; }

    /// <summary>
    /// Takes in a connection string: a bare host, <c>Endpoint=sb://host/</c> alone (both without a key), or one with a key; each with an optional
    /// <c>EntityPath=topic/Subscriptions/subscription</c>.
    /// </summary>
    internal void Read(string connectionString)
    {
        if (!connectionString.Contains('=', StringComparison.Ordinal))
        {
            FullyQualifiedNamespace = connectionString;
            return;
        }

        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (parts.TryGetValue("EntityPath", out var entityPath))
        {
            ReadEntityPath((string)entityPath);
            parts.Remove("EntityPath");
        }

        if (parts is { Count: 1 } && parts.TryGetValue("Endpoint", out var endpoint))
            FullyQualifiedNamespace = Uri.TryCreate((string)endpoint, UriKind.Absolute, out var uri) ? uri.Host : (string)endpoint;
        else
            ConnectionString = WithoutEntityPath(connectionString);
    }

    // Not the builder's own text: it lowers the names and quotes values.
    private static string WithoutEntityPath(string connectionString) => string.Join(';', connectionString
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Where(static part => !part.TrimStart().StartsWith("EntityPath=", StringComparison.OrdinalIgnoreCase)));

    private void ReadEntityPath(string entityPath)
    {
        var at = entityPath.IndexOf(SubscriptionsSegment, StringComparison.OrdinalIgnoreCase);
        if (at > 0 && at + SubscriptionsSegment.Length < entityPath.Length)
            (QueueOrTopicName, SubscriptionName) = (entityPath[..at], entityPath[(at + SubscriptionsSegment.Length)..]);
        else if (entityPath.Length > 0)
            QueueOrTopicName = entityPath;
    }
}
