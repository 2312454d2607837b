using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RoomChat.Tests.Architecture;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.Samples;

/// <summary>The samples that are pages, <c>samples/html</c>, <c>samples/signalr</c> and <c>samples/widget</c>, opened from disk.</summary>
[Collection(WholeSystem.Name)]
public sealed partial class PageSamplesTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_with_a_WebSocket_talks_and_resumes_after_a_break()
    {
        var room = ChatSystem.NewRoom("html").Value;
        var page = await browser.OpenAsync(chat.WebAddress);
        await page.GotoAsync(Address("html", room));
        await TalksAsync(page, room);

        await page.EvaluateAsync("() => { window.again = connect; connect = () => {}; socket.close(); }");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("reconnecting");
        await chat.PublishAsync("missed", room, Ct);
        await page.EvaluateAsync("() => { connect = again; connect(); }");
        await ResumesAsync(page, room);
    }

    [Fact]
    public async Task The_page_with_SignalR_talks_and_resumes_after_a_break()
    {
        var script = await SignalRScript.GetAsync("dist/browser/signalr.min.js", Ct);
        var room = ChatSystem.NewRoom("signalr").Value;
        var page = await browser.OpenAsync(chat.WebAddress);
        // The browser checks the script against the page's integrity attribute, as for a script from the CDN.
        await page.RouteAsync(ScriptAddress(), route => route.FulfillAsync(new RouteFulfillOptions
        {
            BodyBytes = script,
            ContentType = "text/javascript",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*" },
        }));
        await page.GotoAsync(Address("signalr", room));
        await TalksAsync(page, room);

        await page.EvaluateAsync("() => chat.stop()");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("closed");
        await chat.PublishAsync("missed", room, Ct);
        await page.EvaluateAsync("() => chat.start().then(join)");
        await ResumesAsync(page, room);
    }

    [Fact]
    public async Task Page_with_the_widget_talks_and_resumes_after_a_break()
    {
        var room = ChatSystem.NewRoom("widget").Value;
        var page = await browser.OpenAsync(chat.WebAddress);
        // Sockets that the test can close and keep closed.
        await page.AddInitScriptAsync("""
            const Real = WebSocket;
            window.sockets = [];
            window.WebSocket = class extends Real {
              constructor(address) {
                super(window.isCut ? 'ws://127.0.0.1:1/' : address);
                sockets.push(this);
              }
            };
            """);
        await chat.PublishAsync("said before", room, Ct);
        await page.GotoAsync(Address("widget", room));
        var status = page.GetByRole(AriaRole.Status);
        await Expect(status).ToHaveTextAsync("Online");
        await WidgetShowsAsync(page, ["said before"]);
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("from the widget");
        await page.Keyboard.PressAsync("Enter");
        await WidgetShowsAsync(page, ["said before", "from the widget"]);

        await page.EvaluateAsync("() => { window.isCut = true; sockets.at(-1).close(); }");
        await Expect(status).ToHaveTextAsync("Reconnecting…");
        await chat.PublishAsync("missed", room, Ct);
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("written meanwhile");
        await page.Keyboard.PressAsync("Enter");
        await page.EvaluateAsync("() => { window.isCut = false; dispatchEvent(new Event('online')); }");
        await Expect(status).ToHaveTextAsync("Online");
        await WidgetShowsAsync(page, ["said before", "from the widget", "missed", "written meanwhile"]);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        await page.Context.CloseAsync();
    }

    private static Task WidgetShowsAsync(IPage page, string[] contents) =>
        Expect(page.GetByRole(AriaRole.Listitem).Locator("[dir=auto]")).ToHaveTextAsync(contents);

    /// <summary>Checks that the page's script has the package and version served here.</summary>
    private static string ScriptAddress()
    {
        var address = ScriptSource().Match(File.ReadAllText(PathOf("signalr"))).Groups["address"].Value;
        Assert.EndsWith($"/{SignalRScript.Package}/dist/browser/signalr.min.js", address, StringComparison.Ordinal);
        return address;
    }

    private static string PathOf(string sample) => Path.Combine(RepositoryFiles.Root, "samples", sample, "index.html");

    private string Address(string sample, string room)
    {
        var gateway = Uri.EscapeDataString(chat.WebAddress.GetLeftPart(UriPartial.Authority));
        return $"{new Uri(PathOf(sample)).AbsoluteUri}?gateway={gateway}&key={ChatSystem.Key}&room={room}";
    }

    private async Task TalksAsync(IPage page, string room)
    {
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("joined");
        await using var listener = await chat.ConnectAsync(Ct);
        await listener.JoinAsync(room, Ct);
        await chat.PublishAsync("to the page", room, Ct);
        await ShowsAsync(page, ["to the page"]);
        await page.GetByLabel("Message").FillAsync("from the page");
        await page.GetByLabel("Message").PressAsync("Enter");
        await listener.WaitForContentAsync("from the page");
        await ShowsAsync(page, ["to the page", "from the page"]);
    }

    private async Task ResumesAsync(IPage page, string room)
    {
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("joined");
        await chat.PublishAsync("after the break", room, Ct);
        await ShowsAsync(page, ["to the page", "from the page", "missed", "after the break"]);
        await page.Context.CloseAsync();
    }

    private static Task ShowsAsync(IPage page, string[] contents) =>
        Expect(page.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(contents.Select(content => $"Development: {content}"));

    [GeneratedRegex(@"<script src=""(?<address>https://[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScriptSource();
}
