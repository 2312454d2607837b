using Microsoft.AspNetCore.Http.HttpResults;
using Yarp.ReverseProxy.Forwarder;

namespace RoomChat.Web.Gateway;

/// <summary>
/// When a replica cannot be connected to, gives the request to another one; when there is none left, answers in Problem Details.
/// Nothing is sent twice: only a request that no replica can have seen goes on to the next.
/// </summary>
internal sealed partial class DestinationFailover(RequestDelegate next, ILogger<DestinationFailover> logger)
{
    private const string RetryAfterSeconds = "1";

    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var untried = proxy.AvailableDestinations;
        while (true)
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { } error || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
            untried = [.. untried.Where(destination => destination != proxy.ProxiedDestination)];
            if (!ConnectFailurePolicy.IsConnectFailure(error) || untried.Count == 0)
            {
                LogFailed(proxy.Route.Config.RouteId, error.Error, error.Exception?.GetType().Name);
                await Problem(context, error).ExecuteAsync(context);
                return;
            }
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            proxy.AvailableDestinations = untried;
        }
    }

    private static ProblemHttpResult Problem(HttpContext context, IForwarderErrorFeature error)
    {
        context.Response.Clear();
        if (FindCallersMistake(error.Exception) is { } bad) return TypedResults.Problem(bad.Message, statusCode: bad.StatusCode);
        if (error.Error == ForwarderError.RequestTimedOut)
            return TypedResults.Problem("The service behind the gateway did not answer in time.", statusCode: StatusCodes.Status504GatewayTimeout);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Problem("The service behind the gateway cannot be reached. Try again soon.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What the server found wrong with the request's body while it was copied, such as its size.</summary>
    private static BadHttpRequestException? FindCallersMistake(Exception? error) => error switch
    {
        null => null,
        BadHttpRequestException bad => bad,
        AggregateException several => several.InnerExceptions.Select(FindCallersMistake).FirstOrDefault(bad => bad is not null),
        _ => FindCallersMistake(error.InnerException),
    };

    [LoggerMessage(LogLevel.Warning, "Route {Route} was not served: {Error} ({Exception})")]
    private partial void LogFailed(string route, ForwarderError error, string? exception);
}
