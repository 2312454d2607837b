using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.Operators;

/// <summary>Registers operators' orders and the record of their actions.</summary>
public static class OperatorExtensions
{
    /// <summary>Adds both. Uses the registered Redis client.</summary>
    public static IServiceCollection AddOperatorOrders(this IServiceCollection services)
    {
        services.TryAddSingleton<IOperatorOrders, RedisOperatorOrders>();
        services.TryAddSingleton<OperatorActs>();
        return services;
    }
}
