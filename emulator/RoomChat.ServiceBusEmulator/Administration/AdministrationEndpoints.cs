using System.Globalization;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>The administration API that Service Bus clients call: Atom over HTTP. The path of an entity is its address.</summary>
internal static class AdministrationEndpoints
{
    /// <summary>Every address without its own endpoint is the name of an entity.</summary>
    private const string AnyPath = "{**path}";

    public static IEndpointConventionBuilder MapAdministration(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").AddEndpointFilter(AnswerFaults).AddEndpointFilter(CheckToken)
            .AddEndpointFilter(CountCall).AddEndpointFilter(AnswerWhenSafe);
        group.MapGet(AnyPath, Get);
        group.MapPut(AnyPath, PutAsync);
        group.MapDelete(AnyPath, Delete);
        return group;
    }

    private static AtomResult Get(HttpRequest request, EntityReader entities) =>
        new(StatusCodes.Status200OK, entities.Read(PathOf(request), PageOf(request), AddressOf(request)));

    private static async Task<AtomResult> PutAsync(HttpRequest request, EntityWriter entities, CancellationToken ct)
    {
        BodyCharset.Check(request.ContentType);
        var path = PathOf(request);
        var description = await AtomRequest.ReadAsync(request.Body, ct);
        return request.Headers.IfMatch.Count > 0
            ? new AtomResult(StatusCodes.Status200OK, entities.Update(path, description, AddressOf(request)))
            : new AtomResult(StatusCodes.Status201Created, entities.Create(path, description, AddressOf(request)));
    }

    private static IResult Delete(HttpRequest request, EntityWriter entities)
    {
        entities.Delete(PathOf(request));
        return Results.Ok();
    }

    private static async ValueTask<object?> AnswerFaults(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (EntityException exception)
        {
            return AtomResult.Error(StatusOf(exception.Fault), exception.Message);
        }
        catch (CharsetException exception)
        {
            return AtomResult.Error(StatusCodes.Status415UnsupportedMediaType, exception.Message);
        }
    }

    /// <summary>Answers only after the journal has the change on disk.</summary>
    private static async ValueTask<object?> AnswerWhenSafe(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        await context.HttpContext.RequestServices.GetRequiredService<IJournal>().SafeAsync(context.HttpContext.RequestAborted);
        return answer;
    }

    private static ValueTask<object?> CheckToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var tokens = context.HttpContext.RequestServices.GetRequiredService<AccessTokens>();
        return tokens.Check(request.Headers.Authorization.ToString(), request.Path.Value ?? "", out var refusal) is null
            ? ValueTask.FromResult<object?>(AtomResult.Error(StatusCodes.Status401Unauthorized, refusal))
            : next(context);
    }

    private static ValueTask<object?> CountCall(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.RequestServices.GetRequiredService<ManagementCalls>().Add();
        return next(context);
    }

    private static int StatusOf(EntityFault fault) => fault switch
    {
        EntityFault.NotFound => StatusCodes.Status404NotFound,
        EntityFault.AlreadyExists => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    // The server unescapes everything but slashes.
    private static ResourcePath PathOf(HttpRequest request) =>
        ResourcePath.Parse((request.Path.Value ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));

    private static RequestAddress AddressOf(HttpRequest request) =>
        new(request.Scheme, request.Host.Value ?? "localhost", request.Query["api-version"].FirstOrDefault());

    private static PageRequest PageOf(HttpRequest request) => new(
        Number(request, "$skip", fallback: 0, least: 0, most: int.MaxValue - PageRequest.Largest),
        Number(request, "$top", fallback: PageRequest.Largest, least: 1, most: PageRequest.Largest));

    private static int Number(HttpRequest request, string name, int fallback, int least, int most)
    {
        if (request.Query[name].FirstOrDefault() is not { Length: > 0 } text) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? Math.Min(number, most)
            : throw EntityException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}', but must be a number of at least {least}."));
    }
}
