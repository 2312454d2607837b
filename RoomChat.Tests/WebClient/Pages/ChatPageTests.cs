using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.State;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.Rooms;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;
using ChatPage = RoomChat.Web.Client.Pages.ChatPage;

namespace RoomChat.Tests.WebClient.Pages;

/// <summary>The whole page on a scripted server: the cost of a key press and of a long list of rooms.</summary>
public sealed class ChatPageTests : BunitContext
{
    private const int ManyRooms = 10_000;

    private readonly TestedChat _tested = new();

    public ChatPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(_tested.Time);
        Services.AddSingleton(_tested.Chat);
        Services.AddSingleton(_tested.Toasts);
        Services.AddSingleton(new SettingsStore());
        Services.AddSingleton<PageDialogs>();
        Services.AddSingleton<INotifier, BrowserNotifier>();
        Services.AddSingleton(new ChatApi(new StubHttp(static _ => StubHttp.Json(HttpStatusCode.NotFound, "{}")).Client()));
        Services.AddSingleton<PushRegistration>();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _tested.DisposeAsync();
    }

    [Fact]
    public async Task Text_of_the_composer_draws_no_list()
    {
        var page = await EnterAsync();
        var (rooms, messages, composer) =
            (page.FindComponent<RoomList>(), page.FindComponent<MessageList>(), page.FindComponent<Composer>());
        // The header is rendered with every render of the page.
        var header = page.FindComponent<RoomHeader>();
        var before = (header.RenderCount, rooms.RenderCount, messages.RenderCount);
        foreach (var text in new[] { "h", "hello" }) await page.InvokeAsync(() => composer.Instance.OnText(text));
        Assert.Equal(before, (header.RenderCount, rooms.RenderCount, messages.RenderCount));
        Assert.Equal("hello", _tested.Room.Draft);
    }

    [Fact]
    public async Task Filter_renders_few_of_10_000_rooms_and_no_message()
    {
        var page = await EnterAsync();
        var (messages, field) = (page.FindComponent<MessageList>(), page.FindComponent<CreateRoom>());
        Assert.InRange(page.FindAll("[data-testid=room-item]").Count, 30, 100);
        var header = page.FindComponent<RoomHeader>();
        var before = (header.RenderCount, messages.RenderCount);
        await field.InvokeAsync(() => field.Instance.OnText("room99"));
        Assert.Equal(before, (header.RenderCount, messages.RenderCount));
        Assert.All(
            page.FindAll("[data-testid=room-item]"),
            item => Assert.Contains("room99", item.GetAttribute("data-room"), StringComparison.Ordinal));
        await field.InvokeAsync(() => field.Instance.OnText("room9999"));
        Assert.Equal("room9999", Assert.Single(page.FindAll("[data-testid=room-item]")).GetAttribute("data-room"));
    }

    [Fact]
    public async Task Rows_follow_where_the_user_scrolls()
    {
        var page = await EnterAsync();
        var list = page.FindComponent<RoomList>();
        await list.InvokeAsync(() => list.Instance.OnRows(5000, 20));
        var style = list.Find("[data-testid=room-list]").GetAttribute("style");
        Assert.Contains("var(--row) * 4980", style, StringComparison.Ordinal);
        Assert.InRange(list.FindAll("[data-testid=room-item]").Count, 50, 70);
    }

    [Theory]
    [InlineData("switcher", "switcher")]
    [InlineData("shortcuts", "shortcuts")]
    [InlineData("settings", "settings")]
    public async Task Shortcut_opens_its_dialog(string shortcut, string shown)
    {
        var page = await EnterAsync();
        await page.InvokeAsync(() => page.Instance.OnShortcut(shortcut));
        Assert.NotNull(page.Find($"dialog [data-testid={shown}]"));
        await page.Find("[data-testid=dialog-close]").ClickAsync();
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task Switcher_goes_to_the_room_that_was_chosen()
    {
        var page = await EnterAsync();
        await page.InvokeAsync(() => page.Instance.OnShortcut("switcher"));
        await page.Find("[data-testid=switcher]").InputAsync("gen");
        await page.Find("[data-testid=switcher]").KeyDownAsync("Enter");
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal("general", _tested.Room.RoomId.Value);
    }

    private async Task<IRenderedComponent<ChatPage>> EnterAsync()
    {
        var page = Render<ChatPage>();
        var socket = await _tested.Server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(Enumerable.Range(0, ManyRooms).ToDictionary(room => $"room{room}", _ => 1)));
        var joining = page.InvokeAsync(() => _tested.Chat.Rooms!.JoinAsync(RoomId.Parse("general", null)));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(Enumerable.Range(0, ManyRooms).ToDictionary(room => $"room{room}", _ => 1)));
        await joining;
        await page.WaitForAssertionAsync(() => Assert.NotNull(page.Find("[data-testid=composer-input]")), Eventually.Patience);
        await page.WaitForStateAsync(
            () => !_tested.Room.IsLoading && _tested.Room.People.Count is not null || _tested.Room.Version > 3,
            Eventually.Patience);
        return page;
    }
}
