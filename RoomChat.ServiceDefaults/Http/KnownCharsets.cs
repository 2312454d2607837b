using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Refuses a body in a charset other than those that .NET always reads with 415, at every door and before anything reads it: readers of
/// bodies throw for such a charset, and that would be an error of ours.
/// </summary>
internal sealed class KnownCharsets : IStartupFilter
{
    /// <summary>
    /// UTF-8, UTF-16 and UTF-32 in both orders, US-ASCII and ISO-8859-1. Others are known only once a library has registered them in the
    /// process, and what a door takes must not hang on that.
    /// </summary>
    private static readonly FrozenSet<int> CodePages = FrozenSet.Create(65001, 1200, 1201, 12000, 12001, 20127, 28591);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) => IsReadable(context.Request.ContentType) || !HasBody(context)
            ? rest(context)
            : TypedResults
                .Problem("The charset of the body is not known. Send UTF-8.", statusCode: StatusCodes.Status415UnsupportedMediaType)
                .ExecuteAsync(context));
        next(app);
    };

    /// <summary>Whether .NET always can read a body of this content type as text; true for one that names no charset.</summary>
    internal static bool IsReadable(string? contentType)
    {
        // What is no content type has no charset, and who reads the body refuses it.
        if (contentType is null || !MediaTypeHeaderValue.TryParse(contentType, out var type)) return true;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (!charset.HasValue) return true;
        try
        {
            return CodePages.Contains(Encoding.GetEncoding(charset.Value).CodePage);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
}
