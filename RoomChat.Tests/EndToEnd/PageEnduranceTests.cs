using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>
/// The page after a silent network failure, reloads, other tabs, and the end of the session. Unit tests cover times and edge cases.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class PageEnduranceTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dead_network_is_shown_and_waiting_messages_arrive_once()
    {
        var room = ChatSystem.NewRoom("hole").Value;
        await using var network = new CuttableProxy(chat.WebAddress.Port);
        var page = await browser.OpenAsync(network.Through(chat.WebAddress));
        // The whole network has to fail: the direct way to an instance does not use this proxy.
        await page.RouteAsync("**/connect", static route => route.FulfillAsync(new() { Status = 404 }));
        await using var ada = await ChatPage.EnterAsync(page, "Ada");
        await ada.JoinAsync(room);
        await ada.SayAsync("before");
        await ada.SeesAsync("before");

        network.Kill();
        await ada.SayAsync("into the hole");
        await Expect(ada.State).Not.ToHaveAttributeAsync("data-state", "connected");
        var said = ada.Messages.Filter(new() { HasText = "into the hole" });
        await Expect(said).ToHaveAttributeAsync("data-state", "waiting");
        await chat.PublishAsync("missed", room, Ct);
        await Eventually.Holds(() => network.BornDead > 0, "the page has begun a connection that stays dead");

        network.Revive();
        await ada.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await ada.IsConnectedAsync();
        await ada.SeesAsync("missed");
        await Expect(said).ToHaveAttributeAsync("data-state", "delivered");
        await ada.SeesAsync("into the hole");
    }

    [Fact]
    public async Task Reload_second_tab_and_session_end_lose_nothing()
    {
        var (quiet, busy, other) = (ChatSystem.NewRoom("quiet").Value, ChatSystem.NewRoom("busy").Value, ChatSystem.NewRoom("other").Value);
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada Endures");
        await ada.JoinAsync(busy);
        await ada.JoinAsync(quiet);
        await chat.PublishAsync("one", busy, Ct);
        await Expect(ada.Room(busy).GetByTestId("unread")).ToContainTextAsync("1");
        var tab = await ada.Page.Context.NewPageAsync();
        await tab.GotoAsync("/");
        await tab.GetByTestId("new-room-name").FillAsync(other);
        await tab.GetByTestId("join-room").ClickAsync();
        await Expect(tab.GetByTestId("message-list")).ToHaveAttributeAsync("data-room", other);
        var composer = ada.Page.GetByTestId("composer-input");
        await composer.FillAsync("half a sen");

        await ada.Page.ReloadAsync();
        await Expect(composer).ToHaveValueAsync("half a sen");
        await Expect(ada.Room(busy).GetByTestId("unread")).ToContainTextAsync("1");
        await Expect(ada.Room(other)).ToHaveAttributeAsync("data-joined", "true");
        await tab.CloseAsync();

        await ada.Page.Context.ClearCookiesAsync();
        await ada.SayAsync("said without a session");
        await Expect(ada.Page.GetByTestId("sign-in-name")).ToHaveValueAsync("Ada Endures");
        await Expect(ada.Page.GetByTestId("sign-in-name")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.IsConnectedAsync();
        await Expect(ada.Messages.Filter(new() { HasText = "said without a session" })).ToHaveAttributeAsync("data-state", "delivered");
        await Expect(ada.Room(busy).GetByTestId("unread")).ToContainTextAsync("1");
        await Expect(composer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Focus_stays_with_the_user()
    {
        var room = ChatSystem.NewRoom("long").Value;
        for (var i = 0; i < 60; i++) await chat.PublishAsync($"message {i}", room, Ct);
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada");
        await Expect(ada.Page.GetByTestId("new-room-name")).ToBeFocusedAsync();
        await ada.JoinAsync(room);
        await ada.SeesAsync("message 59");

        var older = ada.Page.GetByTestId("older-messages");
        await older.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.SeesAsync("message 0");
        await Expect(ada.Page.GetByRole(AriaRole.Log)).ToBeFocusedAsync();

        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the message box" }).FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Page.GetByTestId("composer-input")).ToBeFocusedAsync();
        await ada.Page.GetByTestId("room-menu-open").ClickAsync();
        await ada.Page.GetByTestId("leave-room").ClickAsync();
        await Expect(ada.Page.GetByTestId("room-menu-open")).ToHaveCountAsync(0);
        var focused = "";
        await Eventually.Holds(
            async () => (focused = await ada.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)"))
                .Contains("new-room-name", StringComparison.Ordinal),
            () => $"the focus is on the field for rooms, and not on {focused}");
    }
}
