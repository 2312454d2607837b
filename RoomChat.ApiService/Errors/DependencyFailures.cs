using System.Data.Common;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace RoomChat.ApiService.Errors;

/// <summary>
/// Answers 503 with <c>Retry-After</c> when the broker, a database or a Redis fails. The caller is not at fault. The request was not
/// accepted. The log gets one line a minute.
/// </summary>
internal sealed partial class DependencyFailures : IExceptionHandler, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly IProblemDetailsService _problems;
    private readonly FailureNotice<Exception> _failures;

    public DependencyFailures(IProblemDetailsService problems, TimeProvider time, ILogger<DependencyFailures> logger) =>
        (_problems, _failures) = (problems, new FailureNotice<Exception>(time, (count, last) => LogDependencyFailed(logger, last, count)));

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Describe(exception) is not { } detail) return false;
        _failures.Add(exception);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        TryLater.SetRetryAfter(httpContext, RetryAfter);
        return await _problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = detail },
        });
    }

    public void Dispose() => _failures.Dispose();

    private static string? Describe(Exception exception) => exception switch
    {
        ServiceBusException => "The message broker does not answer. The message was not accepted; send it again with the same message_id.",
        DbException or DbUpdateException or InvalidOperationException { InnerException: DbException } =>
            "The database of rooms does not answer. Nothing was changed. Try again.",
        RedisException or RedisTimeoutException => "The rooms' store does not answer. Try again.",
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "{Count} requests failed, because a service that they depend on did not answer")]
    private static partial void LogDependencyFailed(ILogger logger, Exception? last, long count);
}
