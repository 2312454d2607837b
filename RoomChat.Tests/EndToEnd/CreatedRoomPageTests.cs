using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>A private room on the page: its owner, a user with an invitation, and an outsider.</summary>
[Collection(WholeSystem.Name)]
public sealed class CreatedRoomPageTests(ChatSystem chat, ChatBrowser browser)
{
    [Fact]
    public async Task Owner_invites_a_user_into_a_private_room_and_bans_it_and_an_outsider_sees_nothing()
    {
        await using var ada = await browser.SignInAsync(chat.WebAddress, "ada");
        await using var alan = await browser.SignInAsync(chat.WebAddress, "alan");
        await using var eve = await browser.EnterAsync(chat.WebAddress, "Eve");
        var room = await CreateAsync(ada, "Secret plans");

        await OpenMembersAsync(ada);
        await ada.Page.GetByTestId("invite").ClickAsync();
        var link = await ada.Page.GetByTestId("invitation-link").InputValueAsync();
        await ada.Page.GetByTestId("dialog-close").ClickAsync();
        await alan.Page.GotoAsync(link);
        await alan.Page.WaitForURLAsync($"**/r/{room}");
        await ada.SayAsync("for us only");
        await alan.SeesAsync("for us only");
        await Expect(alan.Room(room).GetByTestId("private")).ToHaveCountAsync(1);

        await eve.Page.GotoAsync($"/r/{room}");
        await eve.IsConnectedAsync();
        await Expect(eve.Page.GetByTestId("toasts")).ToContainTextAsync("does not exist");
        await Expect(eve.Room(room)).ToHaveCountAsync(0);
        await eve.DoesNotSeeAsync("for us only");

        await OpenMembersAsync(ada);
        await ada.Page.Locator("[data-testid='room-role'][data-user='alan']").GetByTestId("ban").ClickAsync();
        await Expect(ada.Page.Locator("[data-testid='room-role'][data-user='alan']")).ToHaveAttributeAsync("data-role", "banned");
        await Expect(alan.Page.GetByTestId("toasts")).ToContainTextAsync("banned");
        await ada.Page.GetByTestId("dialog-close").ClickAsync();
        await ada.SayAsync("without alan");
        await ada.SeesAsync("without alan");
        await alan.DoesNotSeeAsync("without alan");

        await ada.Page.GetByTestId("room-menu-open").ClickAsync();
        await ada.Page.GetByTestId("room-audit").ClickAsync();
        await Expect(ada.Page.GetByTestId("audit-entry")).ToHaveCountAsync(4);
    }

    private static async Task<string> CreateAsync(ChatPage user, string title)
    {
        await user.Page.GetByTestId("open-new-room").ClickAsync();
        await user.Page.GetByTestId("room-title").FillAsync(title);
        await user.Page.GetByTestId("create-room").ClickAsync();
        await user.Page.WaitForURLAsync("**/r/private-*");
        await Expect(user.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        // Private rooms have names that say nothing to people.
        await Expect(user.Page.Locator("section.room")).Not.ToContainTextAsync("private-");
        await Expect(user.Page.GetByLabel($"Message {title}")).ToBeVisibleAsync();
        return new Uri(user.Page.Url).AbsolutePath["/r/".Length..];
    }

    private static async Task OpenMembersAsync(ChatPage user)
    {
        await user.Page.GetByTestId("room-menu-open").ClickAsync();
        await user.Page.GetByTestId("room-members").ClickAsync();
    }
}
