using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.Web.Limits;

/// <summary>The answer 429 to a user of the page, with when to try again.</summary>
internal static class TooMany
{
    public static ProblemHttpResult Refuse(HttpContext context, string why, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(string.Create(CultureInfo.InvariantCulture, $"{why} Try again in {seconds} s."), statusCode: StatusCodes.Status429TooManyRequests);
    }
}
