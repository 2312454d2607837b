using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Who may connect, on whatever transport: no page of a foreign origin, nobody while the instance stops, nobody who has connections enough.
/// </summary>
internal sealed class Admission(ConnectionDrain drain, CallerQuota quota, IOptions<ConnectionOptions> options)
{
    /// <summary>
    /// The answer to a request that may not connect; null for one that may, whose caller's connection then is counted, and to be given
    /// back.
    /// </summary>
    public ProblemHttpResult? RefuseOrCount(HttpContext context) =>
        Refuse(context)
        ?? (quota.TryTake(context.GetCaller())
            ? null
            : Refusal(StatusCodes.Status429TooManyRequests, "You have as many connections as you may have. Close one, or try again later."));

    /// <summary>The same without counting, for a request that only asks how to connect.</summary>
    public ProblemHttpResult? Refuse(HttpContext context) =>
        !IsAllowed(context.Request.Headers.Origin, options.Value.AllowedOrigins) ? Refusal(StatusCodes.Status403Forbidden, "Pages of this origin may not connect.")
        : drain.HasBegun ? Refusal(StatusCodes.Status503ServiceUnavailable, "This instance is stopping.")
        : null;

    /// <summary>A connection that was counted is closed.</summary>
    public void GiveBack(Caller caller) => quota.Return(caller);

    public static ProblemHttpResult Refusal(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>Browsers say where a page is from, and programs nothing.</summary>
    internal static bool IsAllowed(StringValues origin, IReadOnlyList<string> allowed) =>
        origin.Count == 0 || allowed.Count == 0 || allowed.Contains(origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
