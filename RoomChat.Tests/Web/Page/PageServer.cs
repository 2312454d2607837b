using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Web.Page;

/// <summary>Serves a page of one file that names its version, with the page's own service worker and script.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    /// <summary>Clicks the notification of a room: a test cannot reach a notification of the operating system.</summary>
    private const string ClickWhenTold = """
        self.addEventListener('message', async ({ data }) => {
          if (!data.click) return;
          const [shown] = await registration.getNotifications({ tag: `roomchat-${data.click}` });
          self.dispatchEvent(new NotificationEvent('notificationclick', { notification: shown }));
        });
        """;

    private readonly WebApplication _app;

    private PageServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>The deployed version: files of other versions do not exist.</summary>
    public string Version { get; set; } = "1";

    /// <summary>The version in the document; it differs during a deployment.</summary>
    public string? DocumentVersion { get; set; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PageServer> StartAsync()
    {
        var server = new PageServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Script(params string[] path) => File.ReadAllText(Path.Combine([RepositoryFiles.Root, .. path]));

    private string Worker() =>
        $"const version = '{Version}';\nconst files = ['/app-{Version}.js'];\nconst newMessage = {{ en: 'New message' }};\n"
        + $"{Script("RoomChat.Web", "wwwroot", "worker.js")}{ClickWhenTold}";

    private Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        context.Response.Headers.CacheControl = "no-store";
        if (path == "/")
        {
            var version = DocumentVersion ?? Version;
            context.Response.Headers["RoomChat-Page"] = version;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(
                $"<!DOCTYPE html><html data-page={version}><body>document {version}<script src=/app-{version}.js></script></body>");
        }

        context.Response.ContentType = "text/javascript";
        if (path == "/sw.js") return context.Response.WriteAsync(Worker());
        if (path == "/chat.js") return context.Response.WriteAsync(Script("RoomChat.Web.Client", "wwwroot", "chat.js"));
        if (path == $"/app-{Version}.js") return context.Response.WriteAsync($"document.body.append(', file {Version}')");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
