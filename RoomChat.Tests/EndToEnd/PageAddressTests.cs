using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>Addresses of rooms and messages, Back and Forward, and no requests to other origins.</summary>
[Collection(WholeSystem.Name)]
public sealed class PageAddressTests(ChatSystem chat, ChatBrowser browser)
{
    private const int PhoneWidth = 390;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_link_works_after_sign_in_and_with_Back()
    {
        var (room, other) = (ChatSystem.NewRoom("Odd_.-room").Value, ChatSystem.NewRoom("other").Value);
        for (var i = 1; i <= 60; i++) await chat.PublishAsync($"message {i}", room, Ct);
        var page = await browser.OpenAsync(chat.WebAddress, PhoneWidth);
        var foreign = await BlockForeignRequestsAsync(page, chat.WebAddress);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await page.GotoAsync($"/r/{room}/3");
        await page.GetByTestId("sign-in-name").FillAsync("Ada");
        await page.Keyboard.PressAsync("Enter");
        var third = page.Locator(".message[data-offset='3']");
        await Expect(third).ToBeInViewportAsync();
        await Expect(third).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("l");
        var link = new Uri(chat.WebAddress, $"/r/{room}/3").ToString();
        await Eventually.Holds(
            async () => await page.EvaluateAsync<string>("navigator.clipboard.readText()") == link,
            "the link is in the clipboard");

        await page.GetByRole(AriaRole.Button, new() { Name = "Back to rooms" }).ClickAsync();
        await page.GetByTestId("new-room-name").FillAsync(other);
        await page.GetByTestId("join-room").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(chat.WebAddress, $"/r/{other}").ToString());
        await page.GoBackAsync();
        await Expect(page.GetByTestId("room-list")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByTestId("message-list")).ToHaveAttributeAsync("data-room", room);
        await page.GoForwardAsync();
        await page.GoForwardAsync();
        await Expect(page.GetByTestId("message-list")).ToHaveAttributeAsync("data-room", other);
        Assert.Empty(foreign);
    }

    /// <summary>
    /// Collects the page's requests to other origins. Loopback sockets are allowed: the gateway gave the page the addresses of realtime
    /// instances.
    /// </summary>
    private static async Task<ConcurrentQueue<string>> BlockForeignRequestsAsync(IPage page, Uri own)
    {
        var foreign = new ConcurrentQueue<string>();
        await page.Context.RouteAsync(
            address =>
                Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Authority != own.Authority,
            route =>
            {
                foreign.Enqueue(route.Request.Url);
                return route.AbortAsync();
            });
        page.WebSocket += (_, socket) =>
        {
            if (!new Uri(socket.Url).IsLoopback) foreign.Enqueue(socket.Url);
        };
        return foreign;
    }
}
