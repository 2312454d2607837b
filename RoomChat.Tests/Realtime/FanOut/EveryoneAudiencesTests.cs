using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Realtime.Connections;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Realtime.FanOut;

/// <summary>Under the strategy that sends every room to everyone, rights decide which connections hear a room.</summary>
public sealed class EveryoneAudiencesTests
{
    private static readonly RoomId Secret = RoomId.Parse("secret", null);
    private static readonly RoomId Team = RoomId.Parse("team-1", null);

    private readonly ConnectionRegistry _connections = new(new RealtimeMetrics(new UnheardMeters()));
    private readonly StoredRules _rules = new();
    private readonly EveryoneAudiences _audiences;

    public EveryoneAudiencesTests() => _audiences = new EveryoneAudiences(_connections, new RoomPolicy(_rules, TimeProvider.System));

    [Fact]
    public void Without_restricted_callers_everyone_hears_every_room()
    {
        var (ada, bob) = (Connect(RoomGrants.Everything), Connect(RoomGrants.Everything));
        Assert.Equal([ada, bob], HearersOf(Secret));
    }

    [Fact]
    public void Restricted_callers_hear_joinable_rooms_and_messages_to_all()
    {
        var ada = Connect(RoomGrants.Everything);
        var bob = Connect(AnyRights.In("team-*", RoomRights.Join));
        var publisher = Connect(AnyRights.In("*", RoomRights.Publish | RoomRights.History));
        Assert.Equal([ada, bob], HearersOf(Team));
        Assert.Equal([ada], HearersOf(Secret));
        Assert.Equal([ada, bob, publisher], HearersOf(RoomId.All));

        _connections.Remove(bob);
        Assert.Equal([ada], HearersOf(Team));
    }

    [Fact]
    public void Private_rooms_reach_members_only_and_banned_users_hear_nothing()
    {
        var (ada, bob) = (Connect(RoomGrants.Everything, "ada"), Connect(RoomGrants.Everything, "bob"));
        var secret = RoomId.NewPrivate();
        Assert.Empty(HearersOf(secret));
        _rules.Set(RoomVisibility.Private, secret, ("ada", new RoomStanding(RoomRoles.Reader)));
        Assert.Equal([ada], HearersOf(secret));
        _rules.Set(RoomVisibility.Public, Team, ("ada", new RoomStanding(RoomRoles.Banned)));
        Assert.Equal([bob], HearersOf(Team));
    }

    private Connection Connect(RoomGrants grants, string user = "ada")
    {
        var connection = new RecordedConnection(caller: new Caller(user, "Ada") { Grants = grants }).Connection;
        _connections.Add(connection);
        return connection;
    }

    private IEnumerable<Connection> HearersOf(RoomId roomId)
    {
        var (slots, used) = _audiences.Of(roomId).Members;
        return slots.Take(used).OfType<Connection>();
    }
}
