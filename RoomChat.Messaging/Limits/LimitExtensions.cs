using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Limits;

/// <summary>Registers the limits of each caller.</summary>
public static class LimitExtensions
{
    /// <summary>Adds the limits of publishing and of making rooms.</summary>
    public static IServiceCollection AddPublishingLimits(this IServiceCollection services)
    {
        services.AddOptions<PublishingLimitOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PublishingLimitOptions>, PublishingLimitOptionsValidator>());
        services.TryAddSingleton<LimitMetrics>();
        services.TryAddSingleton<PublishingLimits>();
        return services;
    }
}
