
namespace RoomChat.Tests.EndToEnd;

/// <summary>The four manual tests of the original, in Chromium; each user has a separate browser context.</summary>
[Collection(WholeSystem.Name)]
public sealed class FourManualTestsInTheBrowser(ChatSystem chat, ChatBrowser browser)
{
    [Fact]
    public async Task User_in_two_rooms_sees_each_message_in_its_room()
    {
        var (general, dev) = (ChatSystem.NewRoom("general").Value, ChatSystem.NewRoom("dev").Value);
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(general);
        await ada.SayAsync("said in general");
        await ada.SeesAsync("said in general");

        await ada.JoinAsync(dev);
        await ada.SayAsync("said in dev");
        await ada.SeesAsync("said in dev");
        await ada.DoesNotSeeAsync("said in general");

        await ada.SwitchToAsync(general);
        await ada.SeesAsync("said in general");
        await ada.DoesNotSeeAsync("said in dev");
    }

    [Fact]
    public async Task Two_users_in_the_same_room_talk_to_each_other()
    {
        var room = ChatSystem.NewRoom("same").Value;
        var ada = await browser.UserAsync(chat, "Ada");
        var alan = await browser.UserAsync(chat, "Alan");
        await ada.JoinAsync(room);
        await alan.JoinAsync(room);

        await ada.SayAsync("hello Alan");
        await alan.SeesAsync("hello Alan");
        await alan.SayAsync("hello Ada");
        await ada.SeesAsync("hello Ada");
        await ada.SeesAsync("hello Alan");
    }

    [Fact]
    public async Task Two_users_in_different_rooms_see_only_their_own()
    {
        var ada = await browser.UserAsync(chat, "Ada");
        var alan = await browser.UserAsync(chat, "Alan");
        await ada.JoinAsync(ChatSystem.NewRoom("general").Value);
        await alan.JoinAsync(ChatSystem.NewRoom("dev").Value);

        await ada.SayAsync("only for general");
        await ada.SeesAsync("only for general");
        await alan.SayAsync("only for dev");
        await alan.SeesAsync("only for dev");
        await ada.DoesNotSeeAsync("only for dev");
        await alan.DoesNotSeeAsync("only for general");
    }

    [Fact]
    public async Task Room_info_shows_the_members_after_a_refresh()
    {
        var room = ChatSystem.NewRoom("counted").Value;
        var ada = await browser.UserAsync(chat, "Ada");
        await ada.JoinAsync(room);
        await ada.SeesMembersAsync(room, 1);

        var alan = await browser.EnterAsync(chat.WebAddress, "Alan");
        await alan.JoinAsync(room);
        await ada.SeesMembersAsync(room, 2);

        await alan.DisposeAsync();
        await Eventually.Holds(async () =>
        {
            await ada.Page.GetByTestId("rooms-refresh").ClickAsync();
            return (await ada.Room(room).GetByTestId("room-count").InnerTextAsync()).Contains('1', StringComparison.Ordinal);
        }, "the member who left is not counted");
    }
}
