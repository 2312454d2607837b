using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>A visit without a network: the service worker opens the page, and written messages are sent when the network is back.</summary>
[Collection(WholeSystem.Name)]
public sealed class PageOfflineTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_opens_offline_and_sends_written_messages_later()
    {
        var room = ChatSystem.NewRoom("offline").Value;
        var page = await browser.OpenAsync(chat.WebAddress, hasWorker: true);
        await using var ada = await ChatPage.EnterAsync(page, "Ada Offline");
        await ada.JoinAsync(room);
        await ada.SayAsync("said online");
        await Expect(ada.Messages.Filter(new() { HasText = "said online" })).ToHaveAttributeAsync("data-state", "delivered");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync($"/r/{room}");
        // The shell is shown first: the page takes over its text when it starts.
        await page.GetByTestId("composer-input").PressSequentiallyAsync("said off");
        await Expect(page.Locator("#shell")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("composer-input")).ToHaveValueAsync("said off");
        await Expect(page.GetByTestId("composer-input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("line");
        await page.Keyboard.PressAsync("Enter");
        await ada.SeesAsync("said online");
        var waiting = ada.Messages.Filter(new() { HasText = "said offline" });
        await Expect(waiting).ToHaveAttributeAsync("data-state", "waiting");

        await page.Context.SetOfflineAsync(false);
        await Expect(waiting).ToHaveAttributeAsync("data-state", "delivered");
        await ada.SeesAsync("said offline");
        var address = new Uri($"/rooms/{room}/messages?subscription-key={ChatSystem.Key}", UriKind.Relative);
        var history = await chat.Http.GetStringAsync(address, Ct);
        Assert.Equal(2, history.Split("\"content\":").Length - 1);
    }
}
