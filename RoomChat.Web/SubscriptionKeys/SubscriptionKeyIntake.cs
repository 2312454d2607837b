namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// Removes the key from the request before other code reads it. The header has precedence over the query, as in Azure API Management.
/// </summary>
internal static class SubscriptionKeyIntake
{
    public const string Header = "Ocp-Apim-Subscription-Key";
    public const string QueryParameter = "subscription-key";

    public static void UseSubscriptionKeyIntake(this WebApplication app) => app.Use(static (context, next) =>
    {
        context.Features.Set(Take(context.Request));
        return next(context);
    });

    /// <summary>The key of the request, or null.</summary>
    public static string? GetPresentedKey(this HttpContext context) => context.Features.Get<PresentedKey>()?.Value;

    /// <summary>Whether the request had several keys in the same place, so that it is not clear which one counts.</summary>
    public static bool HasSeveralKeys(this HttpContext context) => context.Features.Get<PresentedKey>() is { IsOneOfSeveral: true };

    private static PresentedKey Take(HttpRequest request)
    {
        var headers = request.Headers[Header];
        request.Headers.Remove(Header);
        var inQuery = RequestQuery.Take(request, QueryParameter);
        return headers.Count > 0
            ? new PresentedKey(Meaningful(headers.ToString()), headers.Count > 1 || inQuery.Count > 1)
            : new PresentedKey(Meaningful(inQuery.FirstOrDefault("")), inQuery.Count > 1);
    }

    private static string? Meaningful(string key) => key.Length == 0 ? null : key;

    private sealed record PresentedKey(string? Value, bool IsOneOfSeveral);
}
