using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Takes the key out of the request before anything else sees it; header wins over query, as in Azure API Management.</summary>
internal static class SubscriptionKeyIntake
{
    public const string Header = "Ocp-Apim-Subscription-Key";
    public const string QueryParameter = "subscription-key";

    public static void UseSubscriptionKeyIntake(this WebApplication app) => app.Use(static (context, next) =>
    {
        context.Features.Set(Take(context.Request));
        return next(context);
    });

    /// <summary>The key that the request came with, or null.</summary>
    public static string? GetPresentedKey(this HttpContext context) => context.Features.Get<PresentedKey>()?.Value;

    /// <summary>Whether the request came with several keys in the same place, so that nobody can say which of them is meant.</summary>
    public static bool HasSeveralKeys(this HttpContext context) => context.Features.Get<PresentedKey>() is { IsOneOfSeveral: true };

    private static PresentedKey Take(HttpRequest request)
    {
        var headers = request.Headers[Header];
        request.Headers.Remove(Header);
        var inQuery = TakeFromQuery(request);
        return headers.Count > 0
            ? new PresentedKey(Meaningful(headers.ToString()), headers.Count > 1 || inQuery.Count > 1)
            : new PresentedKey(Meaningful(inQuery.FirstOrDefault("")), inQuery.Count > 1);
    }

    private static List<string> TakeFromQuery(HttpRequest request)
    {
        List<string> keys = [];
        if (!request.QueryString.HasValue) return keys;

        var rest = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.Equals(QueryParameter, StringComparison.OrdinalIgnoreCase))
            {
                keys.Add(pair.DecodeValue().ToString());
                continue;
            }
            rest.Append(rest.Length == 0 ? '?' : '&').Append(pair.EncodedName.Span);
            if (!pair.EncodedValue.IsEmpty) rest.Append('=').Append(pair.EncodedValue.Span);
        }
        request.QueryString = new QueryString(rest.ToString());
        // The raw request line has the key as well.
        if (request.HttpContext.Features.Get<IHttpRequestFeature>() is { } raw) raw.RawTarget = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + rest;
        return keys;
    }

    private static string? Meaningful(string key) => key.Length == 0 ? null : key;

    private sealed record PresentedKey(string? Value, bool IsOneOfSeveral);
}
