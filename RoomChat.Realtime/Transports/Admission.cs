using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>Admits connections on all transports. Refuses foreign origins, callers above their limit, and all while stopping.</summary>
internal sealed class Admission(ConnectionDrain drain, CallerQuota quota, IOptions<ConnectionOptions> options)
{
    /// <summary>Returns a refusal, or null. With null the connection is counted, and must be given back.</summary>
    public ProblemHttpResult? RefuseOrCount(HttpContext context) =>
        Refuse(context)
        ?? (quota.TryTake(context.GetCaller())
            ? null
            : Refusal(
                StatusCodes.Status429TooManyRequests,
                "You have as many connections as you may have. Close one, or try again later."));

    /// <summary>The same without counting, for negotiation requests.</summary>
    public ProblemHttpResult? Refuse(HttpContext context) =>
        !IsAllowed(context.Request.Headers.Origin, options.Value.AllowedOrigins)
            ? Refusal(StatusCodes.Status403Forbidden, "Pages of this origin may not connect.")
        : drain.HasBegun ? Refusal(StatusCodes.Status503ServiceUnavailable, "This instance is stopping.")
        : null;

    /// <summary>Removes a closed connection from the count.</summary>
    public void GiveBack(Caller caller) => quota.Return(caller);

    public static ProblemHttpResult Refusal(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>Browsers send the page's origin; programs send none.</summary>
    internal static bool IsAllowed(StringValues origin, IReadOnlyList<string> allowed) =>
        origin.Count == 0 || allowed.Count == 0 || allowed.Contains(origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
