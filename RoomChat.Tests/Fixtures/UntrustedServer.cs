namespace RoomChat.Tests.Fixtures;

/// <summary>A Service Bus endpoint with an untrusted certificate. Clients abort the handshake, so it needs no broker.</summary>
internal sealed class UntrustedServer : IAsyncDisposable
{
    private const string Client = "Aspire:Azure:Messaging:ServiceBus:ClientOptions";

    private readonly TlsProxy _tls = new(target: FreePort.Take());

    /// <summary>Settings that make a service's Service Bus client connect here and fail without retries.</summary>
    internal Dictionary<string, string> ClientSettings => new(StringComparer.Ordinal)
    {
        [$"{Client}:CustomEndpointAddress"] = $"sb://localhost:{_tls.Port}",
        [$"{Client}:RetryOptions:MaxRetries"] = "0",
    };

    /// <summary>A connection string over TLS, as Azure's.</summary>
    internal static string ConnectionString =>
        "Endpoint=sb://localhost/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE";

    public ValueTask DisposeAsync() => _tls.DisposeAsync();
}
