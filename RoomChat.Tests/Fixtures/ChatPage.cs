using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.Fixtures;

/// <summary>The chat page as a user operates it. Names of elements are the page's <c>data-testid</c> attributes.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private ChatPage(IPage page) => Page = page;

    internal IPage Page { get; }

    internal ILocator Messages => Page.GetByTestId("message");

    internal ILocator State => Page.GetByTestId("connection-state");

    internal static async Task<ChatPage> EnterAsync(IPage page, string name)
    {
        await page.GotoAsync("/");
        await page.GetByTestId("sign-in-name").FillAsync(name);
        await page.GetByTestId("sign-in-submit").ClickAsync();
        return await OfAsync(page);
    }

    /// <summary>The page of a user who has signed in.</summary>
    internal static async Task<ChatPage> OfAsync(IPage page)
    {
        var chat = new ChatPage(page);
        await chat.IsConnectedAsync();
        return chat;
    }

    internal Task IsConnectedAsync() => Expect(State).ToHaveAttributeAsync("data-state", "connected", new() { Timeout = Patience });

    internal ILocator Room(string room) => Page.Locator($"[data-testid='room-item'][data-room='{room}']");

    internal async Task JoinAsync(string room)
    {
        await Page.GetByTestId("new-room-name").FillAsync(room);
        await Page.GetByTestId("join-room").ClickAsync();
        await Expect(Page.GetByTestId("composer-input")).ToBeEnabledAsync(new() { Timeout = Patience });
        await IsShowingAsync(room);
    }

    internal async Task SwitchToAsync(string room)
    {
        await Room(room).ClickAsync();
        await IsShowingAsync(room);
    }

    internal async Task SayAsync(string text)
    {
        await Page.GetByTestId("composer-input").FillAsync(text);
        await Page.GetByTestId("composer-send").ClickAsync();
    }

    internal Task SeesAsync(string text) =>
        Expect(Messages.Filter(new() { HasText = text })).ToHaveCountAsync(1, new() { Timeout = Patience });

    internal Task DoesNotSeeAsync(string text) => Expect(Messages.Filter(new() { HasText = text })).ToHaveCountAsync(0);

    internal async Task SeesMembersAsync(string room, int members)
    {
        await Page.GetByTestId("rooms-refresh").ClickAsync();
        await Expect(Room(room).GetByTestId("room-count")).ToContainTextAsync($"{members}", new() { Timeout = Patience });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private static float Patience => (float)Eventually.Patience.TotalMilliseconds;

    private Task IsShowingAsync(string room) =>
        Expect(Page.GetByTestId("message-list")).ToHaveAttributeAsync("data-room", room, new() { Timeout = Patience });
}
