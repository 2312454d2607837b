using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Web.Limits;

/// <summary>The answer 429 to a user of the page, with the time of the next try.</summary>
internal static class TooMany
{
    public static ProblemHttpResult Refuse(HttpContext context, string why, TimeSpan wait)
    {
        var seconds = TryLater.SetRetryAfter(context, wait);
        var text = string.Create(CultureInfo.InvariantCulture, $"{why} Try again in {seconds} s.");
        return TypedResults.Problem(text, statusCode: StatusCodes.Status429TooManyRequests);
    }
}
