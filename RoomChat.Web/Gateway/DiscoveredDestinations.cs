using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace RoomChat.Web.Gateway;

/// <summary>Turns a destination such as <c>http://realtime</c> into one destination for each replica that service discovery knows, again whenever that changes.</summary>
internal sealed class DiscoveredDestinations(ServiceEndpointResolver resolver) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase);
        var changes = new List<IChangeToken>(destinations.Count);
        foreach (var (name, destination) in destinations)
        {
            var source = await resolver.GetEndpointsAsync(destination.Address, cancellationToken);
            changes.Add(source.ChangeToken);
            foreach (var address in source.Endpoints.Select(endpoint => Address(destination.Address, endpoint)))
            {
                // The address is part of the name, so that a replica keeps its name, and with it its health, when others come and go.
                resolved[$"{name} at {address}"] = destination with { Address = address };
            }
        }
        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken(changes));
    }

    /// <summary>Discovery answers <c>http://host:port</c> from settings, or <c>host:port</c> or <c>host</c> when the name is to be looked up in DNS.</summary>
    private static string Address(string original, ServiceEndpoint endpoint)
    {
        var found = endpoint.ToString() ?? "";
        return found.Contains("://", StringComparison.Ordinal) ? found : $"{new Uri(original).Scheme}://{found}";
    }
}
