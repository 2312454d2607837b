using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.Names;

/// <summary>Registers the names of users and programs.</summary>
public static class NameExtensions
{
    /// <summary>Adds the names, on the registered Redis client. Existing registrations stay.</summary>
    public static IServiceCollection AddRegisteredNames(this IServiceCollection services)
    {
        services.TryAddSingleton<IRegisteredNames, RedisRegisteredNames>();
        return services;
    }
}
