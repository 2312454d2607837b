using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class RoomDirectoryTests
{
    private readonly RoomDirectory _directory = new();
    private readonly Dictionary<RoomId, RoomPreference> _preferences = [];
    private readonly List<RoomState> _joined = [];

    [Fact]
    public void List_order_is_favourites_joined_others_muted()
    {
        Join("quiet", at: 1);
        Join("loud", at: 2);
        Join("loved", at: 0);
        Join("muted", at: 9);
        _preferences[RoomId.Parse("loved", null)] = new RoomPreference { IsFavourite = true };
        _preferences[RoomId.Parse("muted", null)] = new RoomPreference { IsMuted = true };
        _directory.TakeMembers(new Dictionary<string, int> { ["small"] = 1, ["big"] = 7, ["loud"] = 3, ["all"] = 99 });
        Assert.Equal(
            ["Favourites", "loved", "Joined", "loud", "quiet", "Others", "big", "small", "dev", "general", "random", "Muted", "muted"],
            Names(""));
    }

    [Fact]
    public void Filter_takes_any_part_of_a_name_in_any_case()
    {
        _directory.TakeMembers(new Dictionary<string, int> { ["Team.Red"] = 1, ["steam"] = 2, ["zoo"] = 3 });
        Assert.Equal(["Others", "steam", "Team.Red"], Names("TEAM"));
        Assert.Empty(Names("nothing"));
    }

    [Fact]
    public void Filter_result_does_not_depend_on_how_it_was_typed()
    {
        _directory.TakeMembers(new Dictionary<string, int> { ["Team.Red"] = 1, ["steam"] = 2, ["zoo"] = 3, ["teapot"] = 4 });
        foreach (var typed in new[] { "t", "te", "tea", "team", "tea", "zo", "tea" }) Names(typed);
        Assert.Equal(["Others", "teapot", "steam", "Team.Red"], Names("tea"));
        _directory.TakeMembers(new Dictionary<string, int> { ["teal"] = 1 });
        Assert.Equal(["Others", "teal"], Names("tea"));
    }

    [Fact]
    public void Room_without_members_stays_in_the_list()
    {
        _directory.TakeMembers(new Dictionary<string, int> { ["gone"] = 1 });
        _directory.TakeKnown([RoomId.Parse("gone", null)]);
        _directory.TakeMembers(new Dictionary<string, int>());
        Assert.Contains("gone", Names(""));
    }

    [Fact]
    public void List_of_10_000_rooms_is_built_once()
    {
        _directory.TakeMembers(Enumerable.Range(0, 10_000).ToDictionary(room => $"room{room}", room => room));
        var rows = Find("");
        Assert.Same(rows, Find(""));
        _joined.Clear();
        Assert.Equal(10_004, rows.Count);
    }

    private void Join(string name, int at)
    {
        var room = new RoomState(RoomId.Parse(name, null));
        room.Take(
            new ServerFrame.Message(name, "x", DateTimeOffset.UnixEpoch.AddHours(at), $"{name}1", 1, new ChatUser("u", "U")),
            isLookedAt: true);
        _joined.Add(room);
    }

    private IReadOnlyList<RoomRow> Find(string sought) =>
        _directory.Find(sought, _directory.Version, _joined, room => _preferences.GetValueOrDefault(room, RoomPreference.Default));

    private List<string> Names(string sought) =>
        [.. Find(sought).Select(row => row is RoomRow.Room room ? room.Listed.RoomId.Value : $"{((RoomRow.Head)row).Section}")];
}
