namespace Aspire.Hosting.ApplicationModel;

/// <summary>Points at an endpoint of a resource, by name, before its port is known.</summary>
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name) => _annotation = endpoint;

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        Resource = owner;
        EndpointName = endpointName;
    }

    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    public EndpointAnnotation EndpointAnnotation => Find() ??
        throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint '{EndpointName}'. It has: {Known()}");

    public bool Exists => Find() is not null;

    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Host => Allocated(0).Address;

    public int Port => Allocated(0).Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Url => Allocated(0).UriString;

    string IManifestExpressionProvider.ValueExpression => $"{{{Resource.Name}.bindings.{EndpointName}.url}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(AllocatedFor(context).UriString);

    /// <summary>A replica that asks for its own endpoint means its own port; everybody else gets the first replica's.</summary>
    internal AllocatedEndpoint AllocatedFor(ValueProviderContext context) =>
        Allocated(context is ReplicaValueContext own && own.Caller == Resource ? own.Replica : 0);

    private AllocatedEndpoint Allocated(int replica) =>
        replica < EndpointAnnotation.Replicas.Count
            ? EndpointAnnotation.Replicas[replica]
            : throw new InvalidOperationException($"The endpoint '{EndpointName}' of resource '{Resource.Name}' has no address before the application starts.");

    private EndpointAnnotation? Find() => _annotation ??=
        Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private string Known() => string.Join(", ", Resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name));
}
