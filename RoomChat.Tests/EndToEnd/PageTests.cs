using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>
/// The page beyond the four manual tests: unread counts, state after reloads and breaks, and no accessibility violation that axe finds.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class PageTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Room_in_the_background_counts_unread_messages()
    {
        var (quiet, busy) = (ChatSystem.NewRoom("quiet").Value, ChatSystem.NewRoom("busy").Value);
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(busy);
        await ada.JoinAsync(quiet);

        await chat.PublishAsync("one", busy, Ct);
        await chat.PublishAsync("two", busy, Ct);

        await Expect(ada.Room(busy).GetByTestId("unread")).ToContainTextAsync("2");
        await ada.SwitchToAsync(busy);
        await ada.SeesAsync("two");
        await Expect(ada.Room(busy).GetByTestId("unread")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rooms_and_their_messages_are_back_after_a_reload()
    {
        var room = ChatSystem.NewRoom("kept").Value;
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(room);
        await ada.SayAsync("said before the reload");
        await ada.SeesAsync("said before the reload");

        var socket = await ada.Page.RunAndWaitForWebSocketAsync(() => ada.Page.ReloadAsync());

        await ada.IsConnectedAsync();
        await ada.SwitchToAsync(room);
        await ada.SeesAsync("said before the reload");
        // The direct connection, past the gateway.
        Assert.Contains("/ws?ticket=", socket.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_reconnects_after_a_server_crash_without_missing_messages()
    {
        var room = ChatSystem.NewRoom("crash").Value;
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(room);
        await ada.SayAsync("before the crash");
        await ada.SeesAsync("before the crash");

        chat.Kill("realtime");
        await Expect(ada.State).Not.ToHaveAttributeAsync("data-state", "connected");
        await chat.PublishAsync("during the crash", room, Ct);

        await ada.IsConnectedAsync();
        await ada.SeesAsync("during the crash");
        await ada.SeesAsync("before the crash");
    }

    [Fact]
    public async Task Page_has_no_axe_violation_in_any_size_and_scheme()
    {
        // A new browser context: the page without a room is checked too.
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada");
        await HasNoFaultAsync(ada.Page);

        await ada.JoinAsync(ChatSystem.NewRoom("seen").Value);
        await ada.SayAsync("**how** does `this` [look](https://example.org)?\n> quoted\n- item\n```js\ncode\n```");
        await ada.SeesAsync("how does this look");
        await chat.PublishAsync("to everyone", "all", Ct);
        await Expect(ada.Page.GetByTestId("announcements")).ToContainTextAsync("to everyone");
        await HasNoFaultAsync(ada.Page);
        await HasNoFaultInDialogsAsync(ada.Page);
    }

    [Fact]
    public async Task Page_shows_other_members_and_typing_users()
    {
        var room = ChatSystem.NewRoom("people").Value;
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(room);
        await using var bob = await browser.EnterAsync(chat.WebAddress, "Bob");
        await bob.JoinAsync(room);

        await ada.Page.GetByTestId("show-members").ClickAsync();
        await Expect(ada.Page.GetByTestId("members").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(ada.Page.GetByTestId("members")).ToContainTextAsync("Bob");
        await bob.Page.GetByTestId("composer-input").PressSequentiallyAsync("hel");
        await Expect(ada.Page.GetByTestId("typing")).ToHaveTextAsync("Bob guest is typing…");
        await HasNoFaultAsync(ada.Page);
        await Expect(bob.Page.GetByTestId("typing")).ToHaveTextAsync("");

        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(ada.Page.GetByTestId("members")).ToBeHiddenAsync();
        await Expect(ada.Page.GetByTestId("show-members")).ToBeFocusedAsync();
        await SeesAnotherNameStatusAndReadingAsync(ada, bob);
        await bob.Page.CloseAsync();
        await Expect(ada.Page.GetByTestId("show-members")).ToHaveAccessibleNameAsync($"Show who is in {room}, 1 person");
    }

    private static async Task SeesAnotherNameStatusAndReadingAsync(ChatPage ada, ChatPage bob)
    {
        await bob.Page.GetByTestId("open-profile").ClickAsync();
        foreach (var (field, text) in new[] { ("profile-name", "Robert"), ("profile-status", "In a meeting") })
        {
            await bob.Page.Locator($"#{field}").FillAsync(text);
            await bob.Page.Keyboard.PressAsync("Enter");
            await Expect(bob.Page.GetByTestId(field)).ToContainTextAsync("Saved.");
        }

        await bob.Page.Keyboard.PressAsync("Escape");
        await bob.IsConnectedAsync();
        await bob.SayAsync("under another name");
        await Expect(ada.Messages.Filter(new() { HasText = "under another name" })).ToContainTextAsync("Robert");
        await Expect(ada.Page.GetByTestId("members")).ToContainTextAsync("Robert");
        await Expect(ada.Page.GetByTestId("members").GetByTestId("status")).ToHaveTextAsync("In a meeting");
        await ada.SayAsync("read this");
        await Expect(ada.Messages.Filter(new() { HasText = "read this" }).GetByTestId("read-by")).ToContainTextAsync("Robert");
    }

    /// <summary>Opens each dialog by its key or button, and closes it with Escape, which returns the focus.</summary>
    private static async Task HasNoFaultInDialogsAsync(IPage page)
    {
        await page.GetByTestId("open-settings").FocusAsync();
        foreach (var (keys, shown) in new[] { ("Control+k", "switcher"), ("Control+,", "settings"), ("?", "shortcuts") })
        {
            await page.Keyboard.PressAsync(keys);
            await Expect(page.GetByTestId(shown)).ToBeVisibleAsync();
            await HasNoFaultNowAsync(page.GetByTestId("dialog"), shown);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByTestId("dialog")).ToHaveCountAsync(0);
            await Expect(page.GetByTestId("open-settings")).ToBeFocusedAsync();
        }

        (string Button, string Shown)[] popovers =
            [("room-menu-open", "room-menu"), ("emoji-open", "emoji-search"), ("show-members", "members")];
        foreach (var (button, shown) in popovers)
        {
            await page.GetByTestId(button).ClickAsync();
            await Expect(page.GetByTestId(shown)).ToBeVisibleAsync();
            await HasNoFaultNowAsync(page.Locator(":popover-open"), shown);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByTestId(shown)).ToBeHiddenAsync();
        }

        await page.GetByTestId("open-profile").ClickAsync();
        await Expect(page.GetByTestId("profile")).ToBeVisibleAsync();
        await HasNoFaultNowAsync(page.GetByTestId("dialog"), "profile");
    }

    /// <summary>Checks only the opened element: the page behind it was checked before, and axe is slow.</summary>
    private static async Task HasNoFaultNowAsync(ILocator opened, string state)
    {
        var found = await opened.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{state}: {violation.Id}: {violation.Nodes[0].Html}"));
    }

    private static async Task HasNoFaultAsync(IPage page)
    {
        // A scheme changes only colours, and a size only the layout: each once is enough, and axe is slow.
        foreach (var (scheme, width, height) in new[] { (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 1280, 800) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            var found = await page.RunAxe();
            Assert.Empty(found.Violations.Select(violation => $"{scheme}, {width} x {height}: {violation.Id}: {violation.Nodes[0].Html}"));
        }
    }
}
