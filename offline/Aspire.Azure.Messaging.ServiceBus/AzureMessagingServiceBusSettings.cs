using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>Client settings from the section <c>Aspire:Azure:Messaging:ServiceBus</c>, then from <c>ConnectionStrings</c>.</summary>
public sealed class AzureMessagingServiceBusSettings
{
    private bool? _disableTracing;

    /// <summary>The connection string, without entity. Wins over <see cref="FullyQualifiedNamespace"/> and credential.</summary>
    public string? ConnectionString { get; set; }
    /// <summary>Authenticates with <see cref="FullyQualifiedNamespace"/>. If unset, the environment decides.</summary>
    public TokenCredential? Credential { get; set; }
    /// <summary>Whether the client is excluded from traces. Default: true, unless Azure's activity sources are switched on.</summary>
    /// <remarks>The default is taken at the first read. Turn the switch on before the client is registered.</remarks>
    public bool DisableTracing { get => _disableTracing ??= !AreActivitySourcesOn(); set => _disableTracing = value; }
    /// <summary>Host of the namespace, where the connection string has no key.</summary>
    public string? FullyQualifiedNamespace { get; set; }
    /// <summary>Queue that the health check peeks into.</summary>
    public string? HealthCheckQueueName { get; set; }
    /// <summary>Topic that the health check asks for. Without a queue or topic there is no health check.</summary>
    public string? HealthCheckTopicName { get; set; }
    /// <summary>Queue or topic that the connection string names.</summary>
    public string? QueueOrTopicName { get; set; }
    /// <summary>Subscription that the connection string names.</summary>
    public string? SubscriptionName { get; set; }

    /// <summary>Reads a host, or a connection string with or without key and entity path.</summary>
    internal void Read(string connectionString)
    {
        var segments = connectionString.Split(';').ToList();
        if (segments is [var only] && only.IndexOf('=', StringComparison.Ordinal) < 1)
        {
            FullyQualifiedNamespace = connectionString;
            return;
        }

        // The exceptions leave the values out, since one of them is the key.
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in segments.Where(static segment => segment.Length > 0))
        {
            if (segment.IndexOf('=', StringComparison.Ordinal) < 1)
                throw new ArgumentException("A segment of the connection string is not 'name=value'.", nameof(connectionString));
            if (!values.TryAdd(NameOf(segment), segment[(segment.IndexOf('=', StringComparison.Ordinal) + 1)..]))
                throw new ArgumentException($"The connection string has '{NameOf(segment)}' twice.", nameof(connectionString));
        }

        if (values.Remove("EntityPath", out var entityPath))
        {
            ReadEntityPath(entityPath);
            // The rest stays as it was written, with the separator before the last segment.
            var at = segments.FindIndex(static segment => NameOf(segment).Equals("EntityPath", StringComparison.OrdinalIgnoreCase));
            segments.RemoveAt(at);
            if (at == segments.Count) segments.Add("");
        }

        if (values.Count == 1 && values.TryGetValue("Endpoint", out var endpoint))
            FullyQualifiedNamespace = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri.Host : endpoint;
        else
            ConnectionString = string.Join(';', segments);
    }

    internal ServiceBusClient CreateClient(string connectionName, TokenCredential credential, ServiceBusClientOptions options)
    {
        if (!string.IsNullOrEmpty(ConnectionString)) return new(ConnectionString, options);
        if (!string.IsNullOrEmpty(FullyQualifiedNamespace)) return new(FullyQualifiedNamespace, credential, options);
        throw new InvalidOperationException(
            $"No Service Bus is configured. Set 'ConnectionStrings:{connectionName}', or the section 'Aspire:Azure:Messaging:ServiceBus'.");
    }

    private void ReadEntityPath(string entityPath)
    {
        const string Segment = "/Subscriptions/";
        var at = entityPath.IndexOf(Segment, StringComparison.OrdinalIgnoreCase);
        if (at > 0 && at + Segment.Length < entityPath.Length)
            (QueueOrTopicName, SubscriptionName) = (entityPath[..at], entityPath[(at + Segment.Length)..]);
        else if (entityPath.Length > 0)
            QueueOrTopicName = entityPath;
    }

    private static string NameOf(string segment) => segment.Split('=')[0].Trim();

    private static bool AreActivitySourcesOn() => AppContext.TryGetSwitch("Azure.Experimental.EnableActivitySource", out var isOn)
        ? isOn
        : Environment.GetEnvironmentVariable("AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE") is { } text
            && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));
}
