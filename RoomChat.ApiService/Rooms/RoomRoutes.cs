namespace RoomChat.ApiService.Rooms;

/// <summary>The parts that all addresses about created rooms share.</summary>
internal static class RoomRoutes
{
    public static RouteGroupBuilder MapRoomGroup(this IEndpointRouteBuilder routes, string tag)
    {
        var group = routes.MapGroup("").WithTags(tag);
        group.AddEndpointFilter<NeedsRoomsDatabase>();
        return group;
    }

    /// <summary>Lists the possible errors in the document.</summary>
    public static RouteHandlerBuilder RefusesWith(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status404NotFound).Append(StatusCodes.Status503ServiceUnavailable))
            route.ProducesProblem(status);
        return route.ProducesValidationProblem();
    }
}
