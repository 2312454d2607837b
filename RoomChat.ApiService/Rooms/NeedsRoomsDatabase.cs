using RoomChat.Rooms;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.ApiService.Rooms;

/// <summary>Refuses requests that need a database of rooms if none is configured.</summary>
internal sealed class NeedsRoomsDatabase(RoomsAvailability availability) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => availability.IsOn
        ? await next(context)
        : TryLater.Unavailable(
            context.HttpContext, "Rooms cannot be created here: no database is set for them (Rooms:Path, or ConnectionStrings:rooms).");
}
