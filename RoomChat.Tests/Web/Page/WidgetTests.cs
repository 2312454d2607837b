using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.Web.Page;

/// <summary><c>wwwroot/widget.js</c> without a key: with the session's cookie, and with a token from its page.</summary>
[Collection(WholeSystem.Name)]
public sealed class WidgetTests(ChatSystem chat, ChatBrowser browser)
{
    /// <summary>
    /// Puts the element with some attributes into the page, in place of the previous one. <c>opened</c> has the addresses of its sockets.
    /// </summary>
    private const string Place = """
        async attributes => {
          window.Real ??= WebSocket;
          window.opened = [];
          window.WebSocket = class extends Real { constructor(address) { super(address); opened.push(address); } };
          await import('/widget.js');
          document.querySelector('roomchat-room')?.remove();
          const room = document.createElement('roomchat-room');
          for (const [name, value] of Object.entries(attributes)) room.setAttribute(name, value);
          document.body.append(room);
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Widget_connects_with_the_cookie_or_with_a_token()
    {
        var room = ChatSystem.NewRoom("widget").Value;
        await using var listener = await chat.ConnectAsync(Ct);
        await listener.JoinAsync(room, Ct);
        var page = await browser.OpenAsync(chat.WebAddress);
        await page.GotoAsync("/r/no%20room");   // a page of this origin without the chat
        await page.EvaluateAsync(
            "fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{\"name\":\"Ada Widget\"}' })");

        await page.EvaluateAsync(Place, new { room });
        await SaysAsync(page, "by cookie");
        Assert.Equal("Ada Widget", (await listener.WaitForContentAsync("by cookie")).GetProperty("user").GetProperty("name").GetString());

        var way = await page.EvaluateAsync<Dictionary<string, string>>(
            "fetch('/connect', { method: 'POST' }).then(answer => answer.json()).then(({ url, ticket }) => ({ url, ticket }))");
        // Only the token counts: the session has ended, and the gateway is not asked.
        await page.Context.ClearCookiesAsync();
        await page.RouteAsync("**/connect", static route => route.AbortAsync());
        await page.EvaluateAsync(Place, new { room, socket = way["url"], token = way["ticket"] });
        await SaysAsync(page, "by token");
        await listener.WaitForContentAsync("by token");
        Assert.Equal([$"{way["url"]}?ticket={Uri.EscapeDataString(way["ticket"])}"], await page.EvaluateAsync<string[]>("opened"));
        await page.Context.CloseAsync();
    }

    private static async Task SaysAsync(IPage page, string text)
    {
        await Expect(page.Locator("roomchat-room")).ToHaveAttributeAsync("data-state", "joined");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("roomchat-room li")).ToContainTextAsync([text]);
    }
}
