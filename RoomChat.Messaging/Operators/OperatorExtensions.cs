using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.Operators;

/// <summary>Registers orders and acts of operators.</summary>
public static class OperatorExtensions
{
    /// <summary>Adds them, on the Redis client that is registered.</summary>
    public static IServiceCollection AddOperatorOrders(this IServiceCollection services)
    {
        services.TryAddSingleton<IOperatorOrders, RedisOperatorOrders>();
        services.TryAddSingleton<OperatorActs>();
        return services;
    }
}
