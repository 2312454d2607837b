using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IExpressionValue, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference;

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Property == EndpointProperty.Url
        ? ((IManifestExpressionProvider)Endpoint).ValueExpression
        : $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{char.ToLowerInvariant(Property.ToString()[0])}{Property.ToString()[1..]}}}";

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var at = Endpoint.AllocatedFor(context);
        return ValueTask.FromResult<string?>(Property switch
        {
            EndpointProperty.Url => at.UriString,
            EndpointProperty.Host => at.Address,
            EndpointProperty.IPV4Host => "127.0.0.1",
            EndpointProperty.Port or EndpointProperty.TargetPort => at.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => at.UriScheme,
            EndpointProperty.HostAndPort => at.EndPointString,
            EndpointProperty.TlsEnabled => bool.FalseString,
            _ => throw new NotSupportedException($"EndpointProperty.{Property} is not mirrored by the offline stand-in."),
        });
    }
}
