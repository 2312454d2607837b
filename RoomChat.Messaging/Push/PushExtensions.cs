using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Push;

/// <summary>Registers the subscriptions of Web Push.</summary>
public static class PushExtensions
{
    /// <summary>Adds settings and subscriptions, on the registered Redis client. Existing registrations stay.</summary>
    public static IServiceCollection AddPushSubscriptions(this IServiceCollection services)
    {
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PushOptions>, PushOptionsValidator>());
        services.TryAddSingleton<IPushSubscriptions, RedisPushSubscriptions>();
        return services;
    }
}
