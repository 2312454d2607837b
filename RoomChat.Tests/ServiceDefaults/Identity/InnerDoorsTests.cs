using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.ApiService;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.ServiceDefaults.Identity;

/// <summary>The services behind the gateway, without broker and Redis: they refuse a request before they need either.</summary>
public sealed class InnerDoorsTests
{
    private static readonly string[] Probes = ["/alive", "/health"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_refuses_unsigned_requests_on_every_route()
    {
        await using var api = new InnerService<ApiDescription>();
        var routes = await RefusesUnsignedAsync(api);
        Assert.Superset(
            new HashSet<string>(["/publish", "/rooms", "/rooms/x/messages", "/openapi/x.json"], StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task Realtime_refuses_unsigned_requests_on_every_route()
    {
        await using var realtime = new InnerService<ConnectionRegistry>();
        var routes = await RefusesUnsignedAsync(realtime);
        Assert.Superset(new HashSet<string>(["/ws", "/hub", "/hub/negotiate"], StringComparer.Ordinal), routes);

        foreach (var path in (string[])["/ws", "/hub"])
        {
            using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
            socket.Options.SetRequestHeader(Caller.IdHeader, "subscription:admin");
            socket.Options.SetRequestHeader(Caller.NameHeader, "Admin");
            await Assert.ThrowsAsync<WebSocketException>(
                () => socket.ConnectAsync(new UriBuilder(realtime.Address) { Scheme = "ws", Path = path }.Uri, Ct));
            Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
        }
    }

    /// <summary>Sends unsigned requests to every route of the service and to an unknown address; returns the paths of the routes.</summary>
    private static async Task<HashSet<string>> RefusesUnsignedAsync<T>(InnerService<T> service) where T : class
    {
        using var http = service.Start();
        var endpoints =
            service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var routes = endpoints
            .Select(endpoint =>
                (Path: PathOf(endpoint), Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]))
            .ToList();
        foreach (var (path, methods) in routes.Append(("/nothing-here", ["GET", "POST"])))
        {
            foreach (var method in methods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.SetCaller(new Caller("subscription:admin", "Admin"));
                using var unsigned = await http.SendAsync(request, Ct);
                if (Probes.Contains(path)) continue;
                Assert.True(
                    unsigned.StatusCode == HttpStatusCode.Unauthorized,
                    $"{method} {path} without a signature: {unsigned.StatusCode}");
                Assert.Equal("application/problem+json", unsigned.Content.Headers.ContentType?.MediaType);
            }
        }

        using var signed = new HttpRequestMessage(HttpMethod.Get, new Uri(service.Address, "/nothing-here"));
        service.Services.GetRequiredService<GatewaySignature>().Sign(signed);
        using var answer = await http.SendAsync(signed, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var probe = await http.GetAsync(new Uri("/alive", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        return routes.Select(route => route.Path).ToHashSet(StringComparer.Ordinal);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part =>
            part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content
            : part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator ? separator.Content : "x"))));
}
