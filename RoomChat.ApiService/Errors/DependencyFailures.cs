using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Diagnostics;
using StackExchange.Redis;

namespace RoomChat.ApiService.Errors;

/// <summary>A broker or a Redis that does not answer is no fault of the caller's: 503, with when to try again. Nothing was accepted.</summary>
internal sealed partial class DependencyFailures : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    private readonly IProblemDetailsService _problems;
    private readonly ILogger<DependencyFailures> _logger;

    public DependencyFailures(IProblemDetailsService problems, ILogger<DependencyFailures> logger) => (_problems, _logger) = (problems, logger);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Describe(exception) is not { } detail) return false;
        LogDependencyFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return await _problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = detail },
        });
    }

    private static string? Describe(Exception exception) => exception switch
    {
        ServiceBusException => "The message broker does not answer. The message was not accepted; send it again with the same message_id.",
        RedisException or RedisTimeoutException => "The rooms' store does not answer. Try again.",
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, because a service it depends on did not answer")]
    private partial void LogDependencyFailed(Exception exception, string method, string path);
}
