using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>The answer to a request with a method that its address does not have.</summary>
public static class AllowedMethods
{
    /// <summary>405 with the allowed methods. GET includes HEAD (see <see cref="HeadRequests"/>).</summary>
    public static ProblemHttpResult Refuse(HttpContext context, params IEnumerable<string> allowed)
    {
        context.Response.Headers.Allow = WithHead(string.Join(", ", allowed));
        return TypedResults.Problem(
            $"This address has no {Shorten(context.Request.Method)}.", statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>The methods of an <c>Allow</c> header, with HEAD added after GET.</summary>
    internal static string WithHead(StringValues allow)
    {
        var methods = allow.SelectMany(
            line => line?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
        return string.Join(", ", methods
            .SelectMany(method => HttpMethods.IsGet(method) ? (string[])[method, HttpMethods.Head] : [method])
            .Distinct(StringComparer.Ordinal));
    }

    private static string Shorten(string method) => method.Length <= 20 ? method : $"{method.AsSpan(0, 19)}…";
}
