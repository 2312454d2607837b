using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.EndedSessions;

/// <summary>Registers the list of ended sessions.</summary>
public static class EndedSessionExtensions
{
    /// <summary>Adds the list, on the Redis client that is registered. What is registered already stays.</summary>
    public static IServiceCollection AddEndedSessions(this IServiceCollection services)
    {
        services.TryAddSingleton<IEndedSessions, RedisEndedSessions>();
        return services;
    }
}
