using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>How the client reaches Service Bus: section <c>Aspire:Azure:Messaging:ServiceBus</c>, then <c>ConnectionStrings</c>.</summary>
public sealed class AzureMessagingServiceBusSettings
{
    private const string EntityPath = "EntityPath";
    private const string SubscriptionsSegment = "/Subscriptions/";

    private bool? _disableTracing;

    /// <summary>The connection string, without entity. Overrides <see cref="FullyQualifiedNamespace"/> and <see cref="Credential"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Authenticates with <see cref="FullyQualifiedNamespace"/>. If unset, the environment decides.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>Whether the client is left out of the traces. Default: true, unless Azure's activity sources are switched on.</summary>
    public bool DisableTracing
    {
        // Read once: the switch must be set before the client is registered.
        get => _disableTracing ??= !AreActivitySourcesOn();
        set => _disableTracing = value;
    }

    /// <summary>Host of the namespace, where the connection string has no key.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>Queue that the health check peeks into. There is no health check unless this or <see cref="HealthCheckTopicName"/> is set.</summary>
    public string? HealthCheckQueueName { get; set; }

    /// <summary>Topic that the health check asks for.</summary>
    public string? HealthCheckTopicName { get; set; }

    /// <summary>Queue or topic that the connection string names.</summary>
    public string? QueueOrTopicName { get; set; }

    /// <summary>Subscription that the connection string names.</summary>
    public string? SubscriptionName { get; set; }

    /// <summary>Reads a host, <c>Endpoint=sb://host/</c>, or a connection string with a key; the last two with an optional entity path.</summary>
    /// <exception cref="ArgumentException">A segment is not <c>name=value</c>, or a name is there twice.</exception>
    internal void Read(string connectionString)
    {
        var segments = connectionString.Split(';');
        if (segments is [var only] && only.IndexOf('=', StringComparison.Ordinal) < 1)
        {
            FullyQualifiedNamespace = connectionString;
            return;
        }

        var values = Parse(segments);
        if (values.Remove(EntityPath, out var entityPath))
        {
            ReadEntityPath(entityPath);
            connectionString = WithoutEntityPath(segments);
        }

        if (values.Count == 1 && values.TryGetValue("Endpoint", out var endpoint))
            FullyQualifiedNamespace = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri.Host : endpoint;
        else
            ConnectionString = connectionString;
    }

    internal ServiceBusClient CreateClient(string connectionName, TokenCredential credential, ServiceBusClientOptions options)
    {
        if (!string.IsNullOrEmpty(ConnectionString)) return new(ConnectionString, options);
        if (!string.IsNullOrEmpty(FullyQualifiedNamespace)) return new(FullyQualifiedNamespace, credential, options);
        throw new InvalidOperationException(
            $"No Service Bus namespace is configured. Set 'ConnectionStrings:{connectionName}', or '{nameof(ConnectionString)}' or " +
            $"'{nameof(FullyQualifiedNamespace)}' in the section 'Aspire:Azure:Messaging:ServiceBus'.");
    }

    // The messages leave the values out, since one of them is the key.
    private static Dictionary<string, string> Parse(string[] segments)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in segments)
        {
            if (segment.Length == 0) continue;
            var at = segment.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw new ArgumentException("A segment of the connection string is not 'name=value'.", nameof(segments));
            if (!values.TryAdd(NameOf(segment), segment[(at + 1)..]))
                throw new ArgumentException($"The connection string has '{NameOf(segment)}' twice.", nameof(segments));
        }

        return values;
    }

    private static string NameOf(string segment) => segment.Split('=')[0].Trim();

    // The rest stays as it was written. A builder of System.Data would quote the values.
    private static string WithoutEntityPath(string[] segments)
    {
        var at = Array.FindIndex(segments, static segment => string.Equals(NameOf(segment), EntityPath, StringComparison.OrdinalIgnoreCase));
        return string.Join(';', at == segments.Length - 1 ? [.. segments[..at], ""] : segments[..at].Concat(segments[(at + 1)..]));
    }

    private static bool AreActivitySourcesOn() => AppContext.TryGetSwitch("Azure.Experimental.EnableActivitySource", out var isOn)
        ? isOn
        : Environment.GetEnvironmentVariable("AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE") is { } text
            && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    private void ReadEntityPath(string entityPath)
    {
        var at = entityPath.IndexOf(SubscriptionsSegment, StringComparison.OrdinalIgnoreCase);
        if (at > 0 && at + SubscriptionsSegment.Length < entityPath.Length)
            (QueueOrTopicName, SubscriptionName) = (entityPath[..at], entityPath[(at + SubscriptionsSegment.Length)..]);
        else if (entityPath.Length > 0)
            QueueOrTopicName = entityPath;
    }
}
