using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Registers the gateway's signature, in the gateway and in the services behind it.</summary>
public static class SignatureExtensions
{
    /// <summary>
    /// Adds <see cref="GatewaySignature"/> and <see cref="TicketSeal"/>. Outside Development the service does not start without a secret.
    /// </summary>
    public static TBuilder AddGatewaySignature<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<SignatureOptions>().BindConfiguration(SignatureOptions.Section).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SignatureOptions>, SignatureOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new GatewaySignature(
            services.GetRequiredService<IOptions<SignatureOptions>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton(services => new TicketSeal(
            services.GetRequiredService<IOptions<SignatureOptions>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton<UnsignedRequests>();
        return builder;
    }

    /// <summary>
    /// Refuses requests that the gateway did not sign with 401, on every route except the health probes. Call it before any middleware that
    /// answers.
    /// </summary>
    public static void RequireGatewaySignature(this WebApplication app) => app.UseMiddleware<SignatureCheck>();
}
