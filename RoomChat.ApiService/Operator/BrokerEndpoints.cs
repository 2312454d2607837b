using System.Globalization;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Operators;
using RoomChat.Messaging.ServiceBus;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ApiService.Operator;

/// <summary>Shows the backlog at Service Bus, and resends or deletes dead letters.</summary>
internal static class BrokerEndpoints
{
    private const string Letter = "/broker/{subscription}/dead-letters/{sequence_number}";

    public static void MapBroker(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.AddEndpointFilter(FilterAsync);
        group.MapGet("/broker", (TopicState topic, CancellationToken ct) => topic.ReadAsync(ct)).WithQuery().WithName("GetBroker")
            .WithSummary("Messages and dead letters that wait in the topic's subscriptions").Produces<BrokerState>().RefusesOthers();
        group.MapGet("/broker/{subscription}/dead-letters", PeekAsync).WithQuery("from").WithName("PeekDeadLetter")
            .WithSummary("A dead letter of a subscription, which stays where it is")
            .WithDescription("The first whose sequence number is 'from' or higher; left out, the first of all.")
            .Produces<DeadLetterListing>().RefusesOthers(StatusCodes.Status404NotFound);
        group.MapPost(Letter, SendAgainAsync).WithQuery().WithName("SendDeadLetterAgain")
            .WithSummary("Send a dead letter to the topic again, and take it out of the dead letters")
            .Produces(StatusCodes.Status204NoContent).RefusesOthers(StatusCodes.Status404NotFound);
        group.MapDelete(Letter, DeleteAsync).WithQuery().WithName("DeleteDeadLetter")
            .WithSummary("Delete a dead letter").Produces(StatusCodes.Status204NoContent).RefusesOthers(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PeekAsync(
        string subscription, string? from, TopicState topic, DeadLetters letters, CancellationToken ct)
    {
        var first = 0L;
        if (from is not null && !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out first))
            return OperatorExtensions.Invalid("from", "This is a whole number, 0 or more.");
        return await topic.HasAsync(subscription, ct)
            ? TypedResults.Ok(new DeadLetterListing(await letters.PeekAsync(subscription, first, ct)))
            : NoSubscription;
    }

    private static Task<IResult> SendAgainAsync(
        HttpContext context, string subscription, string sequence_number, TopicState topic, DeadLetters letters, OperatorActs acts,
        TimeProvider time, CancellationToken ct) =>
        ActAsync(context, "send_dead_letter", subscription, sequence_number, letters.SendAgainAsync, topic, acts, time, ct);

    private static Task<IResult> DeleteAsync(
        HttpContext context, string subscription, string sequence_number, TopicState topic, DeadLetters letters, OperatorActs acts,
        TimeProvider time, CancellationToken ct) =>
        ActAsync(context, "delete_dead_letter", subscription, sequence_number, letters.DeleteAsync, topic, acts, time, ct);

    private static async Task<IResult> ActAsync(
        HttpContext context, string action, string subscription, string sequence, Func<string, long, CancellationToken, Task<bool>> act,
        TopicState topic, OperatorActs acts, TimeProvider time, CancellationToken ct)
    {
        if (!long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return OperatorExtensions.Invalid("sequence_number", "This is a whole number, 0 or more.");
        if (!await topic.HasAsync(subscription, ct)) return NoSubscription;
        await acts.AddAsync(new OperatorAct(time.GetUtcNow(), context.GetCaller().User, action, $"{subscription}/{number}"), ct);
        return await act(subscription, number, ct)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                "This dead letter is not there any more, or not among the first.", statusCode: StatusCodes.Status404NotFound);
    }

    private static IResult NoSubscription =>
        TypedResults.Problem("The topic has no such subscription.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>Answers 503 when Service Bus management fails. Management has its own address and its own access rights.</summary>
    private static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ServiceBusException)
        {
            return TryLater.Unavailable(context.HttpContext, "Service Bus does not answer, or this service may not manage it.");
        }
    }
}
