using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Answers HEAD wherever there is GET, as https://www.rfc-editor.org/rfc/rfc9110#section-9.1 asks of every server: the request goes on as GET, before
/// anything has looked at its method, and the web server, which has seen what came, leaves out the body of the answer.
/// </summary>
internal sealed class HeadRequests : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            context.Response.OnStarting(NameHead, context);
            if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
            return rest(context);
        });
        next(app);
    };

    /// <summary>Routing, which names the methods of an address that does not have the one asked for, knows of GET only.</summary>
    private static Task NameHead(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = AllowedMethods.WithHead(response.Headers.Allow);
        return Task.CompletedTask;
    }
}
