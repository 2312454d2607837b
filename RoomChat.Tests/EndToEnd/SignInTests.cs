using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>A user signs in at the provider that the AppHost starts, in a browser, beside a guest.</summary>
[Collection(WholeSystem.Name)]
public sealed class SignInTests(ChatSystem chat, ChatBrowser browser)
{
    [Fact]
    public async Task User_signs_in_talks_with_a_guest_and_signs_out()
    {
        var room = ChatSystem.NewRoom("signed-in").Value;
        var page = await browser.OpenAsync(chat.WebAddress);
        await page.GotoAsync($"/r/{room}");
        await page.GetByTestId("sign-in-link").ClickAsync();
        await FillInAsync(page);
        var grace = await ChatPage.OfAsync(page);
        Assert.Equal($"/r/{room}", new Uri(page.Url).AbsolutePath);
        await using var guest = await browser.EnterAsync(chat.WebAddress, "Visitor");
        await guest.JoinAsync(room);

        await grace.SayAsync("from an account");
        await guest.SeesAsync("from an account");
        await guest.SayAsync("from a guest");
        await grace.SeesAsync("from a guest");

        var (ofAccount, ofGuest) = (Line(guest, "from an account"), Line(grace, "from a guest"));
        await Expect(ofAccount).ToContainTextAsync("Grace Hopper");
        await Expect(ofAccount.GetByTestId("guest")).ToHaveCountAsync(0);
        await Expect(ofGuest.GetByTestId("guest")).ToHaveCountAsync(1);

        await SignOutAsync(page);
        await page.GetByTestId("sign-in-link").ClickAsync();
        // The user is signed out at the provider too: it asks for the password again.
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        await grace.DisposeAsync();
    }

    private static ILocator Line(ChatPage page, string text) => page.Messages.Filter(new() { HasText = text });

    private static async Task FillInAsync(IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("grace");
        await page.GetByLabel("Password").FillAsync("grace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByTestId("open-profile").ClickAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await Expect(page.GetByTestId("sign-in-link")).ToBeVisibleAsync();
    }
}
