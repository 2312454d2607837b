using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Tests.WebClient.Memory;

public sealed class PageMemoryTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Dev = RoomId.Parse("dev", null);
    private static readonly ChatUser Ada = new("u1", "Ada");

    private readonly FakeTimeProvider _time = new();
    private readonly SharedStorage _browser = new();
    private readonly IBrowserStorage _tab;
    private readonly PageMemory _memory;

    public PageMemoryTests()
    {
        _tab = _browser.NewTab();
        _memory = new PageMemory(_tab, _time);
    }

    [Fact]
    public async Task Rooms_of_two_tabs_are_all_remembered()
    {
        var other = new PageMemory(_browser.NewTab(), _time);
        await _memory.SaveJoinedAsync(General);
        _time.Advance(TimeSpan.FromSeconds(1));
        await other.SaveJoinedAsync(Dev);
        await _memory.SaveCurrentAsync(General);
        await other.SaveCurrentAsync(Dev);
        Assert.Equal(["general", "dev"], (await _memory.LoadRoomsAsync()).Joined);
        Assert.Equal(("general", "dev"), ((await _memory.LoadRoomsAsync()).Current, (await other.LoadRoomsAsync()).Current));

        await other.ForgetJoinedAsync(General);
        Assert.Equal(["dev"], (await _memory.LoadRoomsAsync()).Joined);
    }

    [Fact]
    public async Task Draft_survives_a_reload_and_the_end_of_the_tab()
    {
        await _memory.SaveDraftAsync(General, "half a sen");
        Assert.Equal("half a sen", await DraftAsync(_tab));
        Assert.Equal("half a sen", await DraftAsync(_browser.NewTab()));
        await _memory.SaveDraftAsync(General, "");
        Assert.Equal("", await DraftAsync(_tab));
        Assert.Equal("", await DraftAsync(_browser.NewTab()));
    }

    [Fact]
    public async Task Drafts_of_two_tabs_do_not_remove_one_another()
    {
        var otherTab = _browser.NewTab();
        var other = new PageMemory(otherTab, _time);
        await _memory.SaveDraftAsync(General, "mine");
        await other.SaveDraftAsync(General, "another's");
        Assert.Equal(("mine", "another's"), (await DraftAsync(_tab), await DraftAsync(otherTab)));

        await _memory.SaveDraftAsync(General, "");   // sent
        Assert.Equal("another's", await DraftAsync(_browser.NewTab()));
    }

    [Fact]
    public async Task Draft_of_a_closed_tab_is_removed_after_sending()
    {
        await _memory.SaveDraftAsync(General, "from before");
        var later = new PageMemory(_browser.NewTab(), _time);
        Assert.Equal("from before", (await later.LoadRoomAsync(General)).Draft);
        await later.SaveDraftAsync(General, "");
        Assert.Equal("", await DraftAsync(_browser.NewTab()));
    }

    [Fact]
    public async Task Reading_goes_forward_only_until_the_log_begins_anew()
    {
        var other = new PageMemory(_browser.NewTab(), _time);
        await _memory.SaveReadAsync(General, new RoomPosition(7, "e1"));
        await other.SaveReadAsync(General, new RoomPosition(5, "e1"));
        Assert.Equal(new RoomPosition(7, "e1"), (await other.LoadRoomAsync(General)).ReadTo);
        await other.SaveReadAsync(General, new RoomPosition(2, "e2"));
        Assert.Equal(new RoomPosition(2, "e2"), (await _memory.LoadRoomAsync(General)).ReadTo);
        Assert.Null((await _memory.LoadRoomAsync(Dev)).ReadTo);
    }

    [Fact]
    public async Task Unsent_messages_are_kept_by_room_in_their_order()
    {
        var first = new UnsentMessage("b", "general", "first", DateTimeOffset.UnixEpoch, Ada);
        var second = new UnsentMessage("a", "general", "second", DateTimeOffset.UnixEpoch.AddSeconds(1), Ada, "Too long.");
        await _memory.SaveUnsentAsync(second);
        await _memory.SaveUnsentAsync(first);
        await _memory.SaveUnsentAsync(new UnsentMessage("c", "dev", "elsewhere", DateTimeOffset.UnixEpoch, Ada));
        Assert.Equal([first, second], (await _memory.LoadRoomAsync(General)).Unsent);
        await _memory.ForgetUnsentAsync("b");
        Assert.Equal([second], (await _memory.LoadRoomAsync(General)).Unsent);
    }

    [Fact]
    public async Task Rooms_of_an_earlier_version_are_taken_over()
    {
        _browser.AllTabs["roomchat.rooms"] = """{"Joined":["general","no room!","dev"],"Current":"dev"}""";
        var rooms = await _memory.LoadRoomsAsync();
        Assert.Equal(["dev", "general"], rooms.Joined.Order());
        Assert.Equal("dev", rooms.Current);
        Assert.DoesNotContain("roomchat.rooms", _browser.AllTabs.Keys);
    }

    [Theory]
    [InlineData("roomchat.rooms", "nonsense")]
    [InlineData("roomchat.rooms", "{}")]
    [InlineData("roomchat.read/general", "far")]
    [InlineData("roomchat.unsent/x", "[1]")]
    public async Task Values_of_others_are_passed_over(string key, string value)
    {
        _browser.AllTabs[key] = value;
        Assert.Empty((await _memory.LoadRoomsAsync()).Joined);
        var room = await _memory.LoadRoomAsync(General);
        Assert.Null(room.ReadTo);
        Assert.Empty(room.Unsent);
    }

    private async Task<string> DraftAsync(IBrowserStorage tab) => (await new PageMemory(tab, _time).LoadRoomAsync(General)).Draft;
}
