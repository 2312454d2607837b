using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>Answers that tell a client when to try again.</summary>
public static class TryLater
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>503 in Problem Details, for a failure that ends soon.</summary>
    public static ProblemHttpResult Unavailable(HttpContext context, string why)
    {
        SetRetryAfter(context, Soon);
        return TypedResults.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Sets <c>Retry-After</c>.</summary>
    /// <returns>The value of the header: whole seconds, at least one.</returns>
    public static long SetRetryAfter(HttpContext context, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(context);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
