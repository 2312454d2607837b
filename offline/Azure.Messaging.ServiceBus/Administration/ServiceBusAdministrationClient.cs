using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus.Administration.Atom;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>
/// Creates, finds, changes and deletes queues, topics, subscriptions and rules, over HTTP. Needs the right to manage the namespace. What the service
/// refuses throws: <see cref="ArgumentException"/> for settings it does not take, <see cref="UnauthorizedAccessException"/>, and
/// <see cref="ServiceBusException"/> for the rest.
/// </summary>
public partial class ServiceBusAdministrationClient
{
    private static readonly AtomKind<NamespaceProperties> NamespaceKind = new(NamespaceXml.Name, NamespaceXml.Read);

    private readonly AtomApi _api;
    private readonly string _host;

    /// <summary>A client for a connection string. With an emulator the string has its HTTP port.</summary>
    public ServiceBusAdministrationClient(string connectionString)
        : this(connectionString, new ServiceBusAdministrationClientOptions())
    {
    }

    /// <summary>A client for a connection string. With an emulator the string has its HTTP port.</summary>
    /// <exception cref="ArgumentException">The string lacks the endpoint, or has neither a key nor a signature.</exception>
    public ServiceBusAdministrationClient(string connectionString, ServiceBusAdministrationClientOptions? options)
        : this(ServiceBusConnectionStringProperties.Parse(connectionString), options ?? new())
    {
    }

    /// <summary>A client that signs in with a named key.</summary>
    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusAdministrationClientOptions? options = null)
        : this(AddressOf(fullyQualifiedNamespace), new SharedKeyTokens(credential, TimeProvider.System), options ?? new())
    {
    }

    /// <summary>A client that signs in with a shared access signature.</summary>
    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusAdministrationClientOptions? options = null)
        : this(AddressOf(fullyQualifiedNamespace), new SharedSignatureTokens(credential), options ?? new())
    {
    }

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new())
    {
    }

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusAdministrationClientOptions? options)
        : this(AddressOf(fullyQualifiedNamespace), new EntraTokens(credential), options ?? new(), new BearerTokenAuthenticationPolicy(credential, EntraTokens.Scope))
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusAdministrationClient() => (_api, _host) = (null!, "");

    private ServiceBusAdministrationClient(ServiceBusConnectionStringProperties connectionString, ServiceBusAdministrationClientOptions options)
        : this(AddressOf(connectionString), connectionString.ToTokens(), options)
    {
    }

    private ServiceBusAdministrationClient(Uri baseAddress, ICbsTokens tokens, ServiceBusAdministrationClientOptions options, params HttpPipelinePolicy[] policies)
    {
        _host = baseAddress.Host;
        _api = new(HttpPipelineBuilder.Build(options, policies), baseAddress, options.ApiVersion, tokens);
    }

    /// <summary>Tells what the namespace is.</summary>
    public virtual Task<Response<NamespaceProperties>> GetNamespacePropertiesAsync(CancellationToken cancellationToken = default) =>
        TraceAsync("GetNamespaceProperties", () => _api.GetAsync(NamespaceKind, "$namespaceinfo", enrich: false, cancellationToken));

    private static Uri AddressOf(string fullyQualifiedNamespace) => new UriBuilder(Uri.UriSchemeHttps, ServiceBusClient.HostOf(fullyQualifiedNamespace)).Uri;

    private static Uri AddressOf(ServiceBusConnectionStringProperties connectionString)
    {
        var endpoint = connectionString.Endpoint ?? throw new ArgumentException("The connection string has no Endpoint.", nameof(connectionString));
        return new UriBuilder(connectionString.UseDevelopmentEmulator ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, endpoint.Host, endpoint.Port).Uri;
    }

    private static async Task<Response<bool>> ExistsAsync<T>(Func<Task<Response<T>>> get)
    {
        try
        {
            return Response.FromValue(true, (await get()).GetRawResponse());
        }
        catch (ServiceBusException exception) when (exception is { Reason: ServiceBusFailureReason.MessagingEntityNotFound, InnerException: RequestFailedException refused })
        {
            return Response.FromValue(false, refused.GetRawResponse()!);
        }
    }

    private async Task<T> TraceAsync<T>(string operation, Func<Task<T>> run)
    {
        using var activity = MessagingDiagnostics.Administration.StartActivity("ServiceBusAdministrationClient." + operation, ActivityKind.Internal)?
            .SetTag("az.namespace", "Microsoft.ServiceBus").SetTag("server.address", _host);
        return await activity.TraceAsync(run);
    }
}
