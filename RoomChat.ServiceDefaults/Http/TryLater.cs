using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>Answers that ask a client to come again, with when.</summary>
public static class TryLater
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>503 in Problem Details, for what works again soon.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context, string why)
    {
        SetRetryAfter(context, Soon);
        return TypedResults.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Sets <c>Retry-After</c>.</summary>
    /// <returns>The seconds that it has: whole ones, and one at least.</returns>
    public static long SetRetryAfter(HttpContext context, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(context);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
