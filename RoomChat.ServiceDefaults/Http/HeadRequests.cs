using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Answers HEAD at every address with GET, as https://www.rfc-editor.org/rfc/rfc9110#section-9.1 demands. The method becomes GET before
/// other middleware reads it. The web server still has the received method, and leaves out the body of the answer.
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

    /// <summary>Adds HEAD to the <c>Allow</c> header. Routing writes that header from its routes, which have GET only.</summary>
    private static Task NameHead(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = AllowedMethods.WithHead(response.Headers.Allow);
        return Task.CompletedTask;
    }
}
