using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Publishing;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ApiService.Publishing;

/// <summary>Publishing by HTTP.</summary>
internal static class PublishEndpoints
{
    private const string BadBody = "The body is not a JSON object of content, room_id, message_id, user_id and user_name, "
        + "each of them at most once and a text, and nothing else.";

    internal static IEndpointConventionBuilder MapPublishing(this IEndpointRouteBuilder routes) => routes
        .MapPost("/publish", PublishAsync)
        .WithQuery("content", "room_id", "message_id", "user_id", "user_name")
        .WithTags("Publishing")
        .WithName("Publish")
        .WithSummary("Publish a message to a room, or to everyone")
        .WithDescription(
            "Parameters come in the query string (content, room_id, message_id) or in a JSON body, and not in both. "
            + "'all' is the room of messages to everyone, "
            + "and what a program with a subscription key means that names no room; others must name it. "
            + "user_id and user_name are for programs whose key may publish in the name of users. "
            + "202 means that the broker has the message.")
        .AddOpenApiOperationTransformer(DescribeBodyAsync)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Accepted<PublishAccepted>, ValidationProblem, ProblemHttpResult>> PublishAsync(
        HttpContext context, MessageGate gate,
        string? content, string? room_id, string? message_id, string? user_id, string? user_name, CancellationToken ct)
    {
        var body = new PublishBody(content, room_id, message_id, user_id, user_name);
        if (HasBody(context))
        {
            if (!context.Request.HasJsonContentType())
            {
                return Refuse(
                    "The body must be JSON; or send no body and put content, room_id and message_id into the query string.",
                    StatusCodes.Status415UnsupportedMediaType);
            }

            if (body != new PublishBody())
                return Refuse("Parameters come in the query string or in the body, and not in both.");
            if (await ReadBodyAsync(context.Request, ct) is not { } read) return Refuse(BadBody);
            body = read;
        }

        var caller = context.GetCaller();
        switch (await gate.PublishAsync(body, Sender.Of(caller), caller.HasKey ? EveryoneBy.Default : EveryoneBy.Name, ct))
        {
            case PublishOutcome.Invalid invalid:
                return TypedResults.ValidationProblem(invalid.Errors);
            case PublishOutcome.Forbidden forbidden:
                return Refuse(forbidden.Text, StatusCodes.Status403Forbidden);
            case PublishOutcome.Undecided undecided:
                return TryLater.Unavailable(context, undecided.Text);
            case PublishOutcome.TooMany tooMany:
                TryLater.SetRetryAfter(context, TimeSpan.FromSeconds(tooMany.RetryAfterSeconds));
                return Refuse(tooMany.Text, StatusCodes.Status429TooManyRequests);
            case PublishOutcome.Accepted accepted:
                return TypedResults.Accepted((string?)null, accepted.Answer);
            case var unknown:
                throw new InvalidOperationException($"No answer to {unknown}.");
        }
    }

    private static ProblemHttpResult Refuse(string text, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Problem(text, statusCode: status);

    /// <summary>
    /// Describes the body here and not with <c>Accepts</c>, which refuses a content type without a body before this code runs.
    /// </summary>
    private static async Task DescribeBodyAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(PublishBody), parameterDescription: null, ct);
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
        };
    }

    /// <summary>Whether there is a body. A content type without one is accepted: curl sends it with <c>-d ''</c>.</summary>
    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    /// <summary>The body; null when it is not a JSON object of the right shape.</summary>
    private static async Task<PublishBody?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFromJsonAsync(HttpJsonContext.Default.PublishBody, ct);
        }
        catch (JsonException)
        {
            return null;   // the caller's fault; it gets a 400
        }
    }
}
