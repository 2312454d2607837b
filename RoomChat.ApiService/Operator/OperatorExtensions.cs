using Microsoft.Extensions.DependencyInjection.Extensions;
using RoomChat.Messaging.Operators;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.ApiService.Operator;

/// <summary>The HTTP API of the operator's console.</summary>
internal static class OperatorExtensions
{
    public static void AddOperatorConsole(this IServiceCollection services)
    {
        services.AddOperatorOrders();
        services.TryAddSingleton<RoomSpeeds>();
        services.TryAddSingleton<RoomLogLengths>();
        services.TryAddSingleton<RedisNodes>();
        services.TryAddSingleton<TopicState>();
        services.TryAddSingleton<DeadLetters>();
    }

    /// <summary>Maps all endpoints, for operators only.</summary>
    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operator").WithTags("Operator");
        group.AddEndpointFilter<OperatorOnly>();
        group.MapState();
        group.MapWatchedRooms();
        group.MapActions();
        group.MapBroker();
    }

    /// <summary>Adds the possible errors to the OpenAPI document.</summary>
    public static RouteHandlerBuilder RefusesOthers(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status403Forbidden).Append(StatusCodes.Status503ServiceUnavailable))
            route.ProducesProblem(status);
        return route.ProducesValidationProblem();
    }

    /// <summary>A 400 about one field.</summary>
    public static IResult Invalid(string field, string problem) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [problem] });
}
