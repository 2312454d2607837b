using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Refuses a body with 415 if .NET may not be able to read its charset. This runs at every address, before any code reads the body:
/// such code throws for an unknown charset, which would look like a fault of the server.
/// </summary>
internal sealed class KnownCharsets : IStartupFilter
{
    /// <summary>
    /// UTF-8, UTF-16 and UTF-32 in both byte orders, US-ASCII and ISO-8859-1. Other charsets work only after a library has registered them
    /// in the process. The accepted bodies must not depend on that.
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

    /// <summary>Whether .NET can always read a body of this content type as text; true for one without a charset.</summary>
    internal static bool IsReadable(string? contentType)
    {
        // An invalid content type has no charset. The reader of the body refuses it.
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
