using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.EndedSessions;

/// <summary>Registers the list of ended sessions.</summary>
public static class EndedSessionExtensions
{
    /// <summary>Adds the list, on the registered Redis client. Existing registrations stay.</summary>
    public static IServiceCollection AddEndedSessions(this IServiceCollection services)
    {
        services.TryAddSingleton<IEndedSessions, RedisEndedSessions>();
        return services;
    }
}
