using Microsoft.AspNetCore.Diagnostics;

namespace RoomChat.ApiService.Errors;

/// <summary>
/// Answers requests that the server itself refuses, as one with a body over the limit. They are the caller's fault, so the log gets no
/// entry.
/// </summary>
internal sealed class BadRequests(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused) return false;
        httpContext.Response.StatusCode = refused.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = refused.StatusCode, Detail = refused.Message },
        });
    }
}
