using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Web.Client.Members;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Members;

public sealed class MemberListTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChatUser Ann = new("u1", "Ann");

    private readonly RoomState _room = new(RoomId.Parse("general", null));

    public MemberListTests()
    {
        var time = new FakeTimeProvider(Now);
        time.SetLocalTimeZone(TimeZoneInfo.Utc);
        Services.AddSingleton<TimeProvider>(time);
    }

    [Fact]
    public void Members_are_listed_by_name_with_the_time_of_joining()
    {
        _room.People.Take(new ServerFrame.RoomPresence("general", [new(new("u2", "bob"), Now.AddDays(-1)), new(Ann, Now.AddHours(-2))], 2));
        var list = Render();
        Assert.Equal(["Ann (you)", "bob"], list.FindAll(".member-name").Select(name => name.TextContent));
        Assert.Equal(["10:00", "30 Jan 12:00"], list.FindAll("time").Select(time => time.TextContent));
        Assert.Contains("In this room since 10:00", list.Find("[data-testid=person-card]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Show who is in general, 2 people", list.Find("button").GetAttribute("aria-label"));
        Assert.Equal(list.Find("[popover]").Id, list.Find("button").GetAttribute("popovertarget"));
    }

    [Fact]
    public void Status_of_members_is_in_the_list_and_the_card()
    {
        _room.People.Take(new ServerFrame.RoomPresence("general", [new(Ann, Now, "<b>In a meeting</b>"), new(new("u2", "bob"), Now)], 2));
        var list = Render();
        Assert.Equal(["<b>In a meeting</b>"], list.FindAll("[data-testid=status]").Select(status => status.TextContent));
        Assert.Equal("auto", list.Find("[data-testid=status]").GetAttribute("dir"));
        Assert.Contains("<b>In a meeting</b>", list.Find("[data-testid=person-card]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_one_name_have_signs()
    {
        var names = new NameBook();
        var room = new RoomState(RoomId.Parse("general", null), names);
        var other = new ChatUser("u2", "ANN");
        room.People.Take(new ServerFrame.RoomPresence("general", [new(Ann, Now), new(other, Now)], 2));
        var list = Render<MemberList>(
            parameters => parameters.Add(list => list.Room, room).Add(list => list.Me, Ann).Add(list => list.Names, names));
        Assert.Equal(
            [$"Ann {names.SignOf(Ann)} (you)", $"ANN {names.SignOf(other)}"],
            list.FindAll(".member-name").Select(name => name.TextContent));
    }

    [Fact]
    public void Members_that_are_not_listed_are_counted()
    {
        _room.People.Take(new ServerFrame.RoomPresence("general", [new(Ann, Now)], 1_734));
        var list = Render();
        Assert.Contains("and 1,733 more", list.Markup, StringComparison.Ordinal);
        Assert.StartsWith("1,734 people", list.Find("h2").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<MemberList> Render() =>
        Render<MemberList>(parameters => parameters.Add(list => list.Room, _room).Add(list => list.Me, Ann));
}
