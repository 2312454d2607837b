using Scalar.AspNetCore;

namespace RoomChat.ApiService;

/// <summary>
/// Restricts what a browser does for the API reference, which has the same origin as the chat page: only its own scripts, only requests
/// to that origin, no framing. A nonce, new for each answer, allows its scripts.
/// </summary>
internal static class DocumentHeaders
{
    private static readonly PathString Reference = "/scalar";
    private static readonly PathString Document = "/openapi";

    public static void UseDocumentHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Reference, StringComparison.OrdinalIgnoreCase))
            context.Response.OnStarting(Add, context);
        else if (context.Request.Path.StartsWithSegments(Document, StringComparison.OrdinalIgnoreCase))
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return next(context);
    });

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var nonce = context.Items[ScalarOptions.NonceHttpContextItemKey] is string made ? $" 'nonce-{made}'" : "";
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'self'{nonce}; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Task.CompletedTask;
    }
}
