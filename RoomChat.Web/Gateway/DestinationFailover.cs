using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.ServiceDefaults.Http;
using Yarp.ReverseProxy.Forwarder;

namespace RoomChat.Web.Gateway;

/// <summary>
/// If a replica refuses the connection, sends the request to another one. If none is left, answers in Problem Details. No request is sent
/// twice: only a request that no replica can have received goes on to the next.
/// </summary>
internal sealed class DestinationFailover(RequestDelegate next, UnservedRequests unserved)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var untried = proxy.AvailableDestinations;
        while (true)
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { } error
                || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            untried = [.. untried.Where(destination => destination != proxy.ProxiedDestination)];
            if (!ConnectFailurePolicy.IsConnectFailure(error) || untried.Count == 0)
            {
                context.Response.Clear();
                await (RefuseBody(error) ?? Unserved(context, proxy.Route.Config.RouteId, error)).ExecuteAsync(context);
                return;
            }
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            proxy.AvailableDestinations = untried;
        }
    }

    /// <summary>The answer to a body that cannot be read to its end; null when the failure has another cause.</summary>
    private static ProblemHttpResult? RefuseBody(IForwarderErrorFeature error) => FindCallersMistake(error.Exception) is { } bad
        ? TypedResults.Problem(bad.Message, statusCode: bad.StatusCode)
        : error.Error == ForwarderError.RequestBodyClient
        ? TypedResults.Problem("The request's body cannot be read.", statusCode: StatusCodes.Status400BadRequest)
        : null;

    private ProblemHttpResult Unserved(HttpContext context, string route, IForwarderErrorFeature error)
    {
        unserved.Add(route, error);
        if (error.Error == ForwarderError.RequestTimedOut)
        {
            return TypedResults.Problem(
                "The service behind the gateway did not answer in time.", statusCode: StatusCodes.Status504GatewayTimeout);
        }

        return TryLater.Unavailable(context, "The service behind the gateway cannot be reached. Try again soon.");
    }

    /// <summary>The server's objection to the request's body while it was copied, such as its size; null for none.</summary>
    private static BadHttpRequestException? FindCallersMistake(Exception? error) => error switch
    {
        null => null,
        BadHttpRequestException bad => bad,
        AggregateException several => several.InnerExceptions.Select(FindCallersMistake).FirstOrDefault(bad => bad is not null),
        _ => FindCallersMistake(error.InnerException),
    };
}
