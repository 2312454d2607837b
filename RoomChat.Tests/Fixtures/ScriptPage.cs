using Microsoft.Playwright;

namespace RoomChat.Tests.Fixtures;

/// <summary>The chat page's script and stylesheets on a test page, without server and WebAssembly.</summary>
internal sealed class ScriptPage : IAsyncDisposable
{
    private static readonly string Root = Architecture.RepositoryFiles.Root;

    private ScriptPage(IPage page) => Page = page;

    internal IPage Page { get; }

    /// <param name="browser">The browser that opens the page.</param>
    /// <param name="body">The HTML of the body. <c>window.chat</c> is the script's module.</param>
    internal static async Task<ScriptPage> OpenAsync(ChatBrowser browser, string body)
    {
        var page = await browser.OpenAsync(new Uri("http://page.test"));
        await page.RouteAsync("**/*", route => route.FulfillAsync(new Uri(route.Request.Url).AbsolutePath switch
        {
            "/chat.js" => new RouteFulfillOptions
            {
                Path = Path.Combine(Root, "RoomChat.Web.Client", "wwwroot", "chat.js"),
                ContentType = "text/javascript"
            },
            "/app.css" or "/shell.css" => new RouteFulfillOptions
            {
                Path = $"{Path.Combine(Root, "RoomChat.Web", "wwwroot")}{new Uri(route.Request.Url).AbsolutePath}",
                ContentType = "text/css",
            },
            _ => new RouteFulfillOptions
            {
                ContentType = "text/html; charset=utf-8",
                Body = $"<!DOCTYPE html><link rel=stylesheet href=/app.css><link rel=stylesheet href=/shell.css><body>{body}</body>",
            },
        }));
        var script = new ScriptPage(page);
        await script.BeginAnewAsync();
        return script;
    }

    /// <summary>Reloads the page to its initial state. This is much cheaper than a new page.</summary>
    internal async Task BeginAnewAsync()
    {
        await Page.GotoAsync("/");
        await Page.EvaluateAsync("async () => { window.chat = await import('/chat.js'); }");
    }

    /// <summary>The focused element: its id, or its tag name.</summary>
    internal Task<string> FocusedAsync() => Page.EvaluateAsync<string>(
        "() => new Promise(done => requestAnimationFrame(() => "
            + "setTimeout(() => done(document.activeElement.id || document.activeElement.tagName))))");

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
