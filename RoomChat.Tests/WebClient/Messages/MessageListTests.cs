using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Messages;

public sealed class MessageListTests : BunitContext
{
    private static readonly ChatUser Me = new("me", "Ada");
    private static readonly ChatUser Bob = new("bob", "Bob");

    private readonly RoomState _room = new(RoomId.Parse("general", null), me: Me.Id);
    private int _loads;

    public MessageListTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
        _room.StartReading(new RoomPosition(0, "e1"), readBefore: null);
    }

    [Fact]
    public void Room_of_100_000_messages_has_few_in_the_document()
    {
        for (var offset = 1; offset <= 100_000; offset++) _room.Take(Message(offset), isLookedAt: true);
        var list = Render();
        Assert.InRange(list.FindAll("[data-testid=message]").Count, 30, MessageWindow.Most);
        Assert.Equal("100000", list.FindAll("[data-testid=message]")[^1].GetAttribute("data-offset"));
        Assert.True(list.FindAll("*").Count < 2500);
    }

    [Fact]
    public void List_is_rendered_again_only_after_a_change()
    {
        for (var offset = 1; offset <= 100; offset++) _room.Take(Message(offset), isLookedAt: true);
        var list = Render();
        var (drawn, line) = (list.RenderCount, list.FindComponents<MessageLine>()[0]);
        var lineDrawn = line.RenderCount;
        for (var i = 0; i < 10; i++) list.Render(parameters => parameters.Add(shown => shown.OnOlder, () => _loads++));
        Assert.Equal(drawn, list.RenderCount);
        _room.Take(Message(101), isLookedAt: true);
        list.Render(parameters => parameters.Add(shown => shown.Me, Me));
        Assert.Equal((drawn + 1, lineDrawn), (list.RenderCount, line.RenderCount));
    }

    [Fact]
    public async Task Scrolling_up_shows_and_then_loads_earlier_messages()
    {
        for (var offset = 101; offset <= 200; offset++) _room.Take(Message(offset), isLookedAt: true);
        _room.TakeHistory(new HistoryPage("general", "e1", [], HasMore: true));
        var list = Render();
        Assert.Equal("141", First(list));
        await list.InvokeAsync(() => list.Instance.OnEdge(isAbove: true, 50));
        Assert.Equal(("101", 0), (First(list), _loads));
        await list.InvokeAsync(() => list.Instance.OnEdge(isAbove: true, 50));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task Jump_into_a_gap_shows_the_messages_there()
    {
        for (var offset = 1; offset <= 10_000; offset++) _room.Take(Message(offset), isLookedAt: true);
        var list = Render();
        await list.InvokeAsync(() => list.Instance.OnJump(0.5, 50));
        Assert.Contains("5000", list.FindAll("[data-testid=message]").Select(line => line.GetAttribute("data-offset")));
        Assert.True(list.Find(".messages").HasAttribute("data-below"));
        Assert.Equal(["248500px", "248500px"], list.FindAll(".space").Select(space => space.GetAttribute("style")![7..]));
    }

    [Fact]
    public async Task Own_message_is_shown_wherever_the_user_was()
    {
        for (var offset = 1; offset <= 1000; offset++) _room.Take(Message(offset), isLookedAt: true);
        var list = Render();
        await list.InvokeAsync(() => list.Instance.OnJump(0, 50));
        _room.Put(new MessageEntry("mine", "hi", DateTimeOffset.UnixEpoch, Me, null, Delivery.Sending));
        list.Render(parameters => parameters.Add(shown => shown.Me, Me));
        Assert.Equal("mine", list.FindAll("[data-testid=message]")[^1].GetAttribute("data-id"));
    }

    [Fact]
    public void Unread_messages_have_a_divider_and_a_jump_button()
    {
        _room.Take(Message(1), isLookedAt: true);
        _room.Take(Message(2), isLookedAt: false);
        _room.StartLooking();
        var list = Render();
        Assert.Equal("2", list.Find("[data-testid=unread-divider] + li").GetAttribute("data-offset"));
        Assert.NotNull(list.Find("[data-testid=jump-unread]"));
    }

    [Fact]
    public async Task Jump_to_first_unread_calls_the_script_after_rendering()
    {
        var script = JSInterop.SetupModule("./chat.js");
        var follower = script.SetupModule("follow", _ => true);
        var shown = follower.SetupVoid("show", 2L).SetVoidResult();
        _room.Take(Message(1), isLookedAt: true);
        for (var offset = 2; offset <= 500; offset++) _room.Take(Message(offset), isLookedAt: false);
        _room.StartLooking();
        var list = Render();
        Assert.Equal("above", list.Find(".message-area").GetAttribute("data-divider"));
        await list.Find("[data-testid=jump-unread]").ClickAsync();
        Assert.NotNull(list.Find("[data-testid=unread-divider]"));
        Assert.Single(shown.Invocations);
    }

    [Fact]
    public void New_messages_below_the_visible_part_are_counted()
    {
        _room.IsEndInSight = false;
        _room.Take(Message(1), isLookedAt: false);
        _room.Take(Message(2), isLookedAt: false);
        Assert.Equal("2 new messages", Render().Find("[data-testid=new-messages]").TextContent.Trim());
    }

    private static string? First(IRenderedComponent<MessageList> list) =>
        list.FindAll("[data-testid=message]")[0].GetAttribute("data-offset");

    private IRenderedComponent<MessageList> Render() => Render<MessageList>(parameters => parameters
        .Add(list => list.Room, _room).Add(list => list.Me, Me).Add(list => list.OnOlder, () => _loads++));

    private static ServerFrame.Message Message(long offset) =>
        new("general", $"{offset}", DateTimeOffset.UnixEpoch.AddSeconds(offset), $"m{offset}", offset, Bob);
}
