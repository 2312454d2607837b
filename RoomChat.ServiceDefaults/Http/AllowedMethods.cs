using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>What somebody is told who comes with another method than an address has.</summary>
public static class AllowedMethods
{
    /// <summary>405, which names the methods that there are: HEAD too, where there is GET (see <see cref="HeadRequests"/>).</summary>
    public static ProblemHttpResult Refuse(HttpContext context, params IEnumerable<string> allowed)
    {
        context.Response.Headers.Allow = WithHead(string.Join(", ", allowed));
        return TypedResults.Problem($"This address has no {Shorten(context.Request.Method)}.", statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>The methods of an <c>Allow</c> header, and HEAD where there is GET.</summary>
    internal static string WithHead(StringValues allow)
    {
        var methods = allow.SelectMany(line => line?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
        return string.Join(", ", methods.SelectMany(method => HttpMethods.IsGet(method) ? (string[])[method, HttpMethods.Head] : [method]).Distinct(StringComparer.Ordinal));
    }

    private static string Shorten(string method) => method.Length <= 20 ? method : $"{method.AsSpan(0, 19)}…";
}
