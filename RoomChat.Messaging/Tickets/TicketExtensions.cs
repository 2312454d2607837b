using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoomChat.Messaging.Tickets;

/// <summary>Registers the list of used tickets.</summary>
public static class TicketExtensions
{
    /// <summary>Adds the list, on the registered Redis client. Existing registrations stay.</summary>
    public static IServiceCollection AddUsedTickets(this IServiceCollection services)
    {
        services.TryAddSingleton<IUsedTickets, RedisUsedTickets>();
        return services;
    }
}
