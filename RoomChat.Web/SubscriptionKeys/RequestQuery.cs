using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Removes secrets from the query string of a request, so that later code cannot log them.</summary>
internal static class RequestQuery
{
    /// <summary>Returns the values of a parameter, and removes it.</summary>
    public static List<string> Take(HttpRequest request, string parameter)
    {
        List<string> values = [];
        if (!request.QueryString.HasValue) return values;

        var rest = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.Equals(parameter, StringComparison.OrdinalIgnoreCase))
            {
                values.Add(pair.DecodeValue().ToString());
                continue;
            }
            rest.Append(rest.Length == 0 ? '?' : '&').Append(pair.EncodedName.Span);
            if (!pair.EncodedValue.IsEmpty) rest.Append('=').Append(pair.EncodedValue.Span);
        }
        request.QueryString = new QueryString(rest.ToString());
        // The raw request line has the value as well.
        if (request.HttpContext.Features.Get<IHttpRequestFeature>() is { } raw)
            raw.RawTarget = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + rest;
        return values;
    }
}
