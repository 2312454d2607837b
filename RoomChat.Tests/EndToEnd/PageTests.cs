using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RoomChat.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>What the page promises beyond the four manual tests: unread counts, memory over reloads and breaks, and no fault that axe can find.</summary>
[Collection(WholeSystem.Name)]
public sealed class PageTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_room_in_the_background_counts_what_is_unread()
    {
        var (quiet, busy) = (ChatSystem.NewRoom("quiet").Value, ChatSystem.NewRoom("busy").Value);
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada");
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
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada");
        await ada.JoinAsync(room);
        await ada.SayAsync("said before the reload");
        await ada.SeesAsync("said before the reload");

        await ada.Page.ReloadAsync();

        await ada.IsConnectedAsync();
        await ada.SwitchToAsync(room);
        await ada.SeesAsync("said before the reload");
    }

    [Fact]
    public async Task After_a_crash_of_the_server_the_page_reconnects_and_misses_nothing()
    {
        var room = ChatSystem.NewRoom("crash").Value;
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada");
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

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_page_has_no_fault_that_axe_finds(int width, int height, ColorScheme scheme)
    {
        await using var ada = await browser.EnterAsync(chat.WebAddress, "Ada", width, height, scheme);
        var rooms = await ada.Page.RunAxe();
        Assert.Empty(rooms.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));

        await ada.JoinAsync(ChatSystem.NewRoom("seen").Value);
        await ada.SayAsync("how does this look?");
        await ada.SeesAsync("how does this look?");
        var room = await ada.Page.RunAxe();
        Assert.Empty(room.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
    }
}
