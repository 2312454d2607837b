using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Registers the limits for connections.</summary>
public static class ConnectionBoundsExtensions
{
    /// <summary>
    /// Limits the cost of connections, and puts each <see cref="IConnectionMiddleware"/> into every port. A second call changes nothing.
    /// </summary>
    public static void AddConnectionBounds(this IServiceCollection services)
    {
        services.AddOptions<ConnectionBounds>().BindConfiguration(ConnectionBounds.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionBounds>, ConnectionBoundsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConnectionCost>();
        services.TryAddSingleton<ConnectionLimiter>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConnectionMiddleware, ConnectionLimiter>(
                provider => provider.GetRequiredService<ConnectionLimiter>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, FirstRequestFilter>());
        var kestrels = services.AddOptions<KestrelServerOptions>();
        kestrels.Configure<IEnumerable<IConnectionMiddleware>, IOptions<ConnectionBounds>>((kestrel, parts, bounds) =>
        {
            kestrel.Limits.RequestHeadersTimeout = bounds.Value.FirstRequestTimeout;
            // In one call: a second call of ConfigureEndpointDefaults replaces the first.
            kestrel.ConfigureEndpointDefaults(port =>
            {
                foreach (var part in parts) part.Use(port);
            });
        });
    }

    private sealed class FirstRequestFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(static (context, rest) =>
            {
                FirstRequest.Note(context);
                return rest(context);
            });
            next(app);
        };
    }
}
