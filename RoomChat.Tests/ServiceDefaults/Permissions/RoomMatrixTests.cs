using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

/// <summary>Tests the table of rights: every action with every role, visibility, kind of publishers, mute, and set of rights.</summary>
public sealed class RoomMatrixTests
{
    /// <summary>
    /// Roles that may act: v visitor, r reader, m member, o moderator, w owner, b banned. Columns: public, private, the same where only
    /// moderators publish, and the same for muted users. The last column is the right that a token or key needs; one of several is enough.
    /// </summary>
    private const string Expected = """
        Join          vrmow    rmow     vrmow    rmow     vrmow    rmow     Join
        Hear          vrmow    rmow     vrmow    rmow     vrmow    rmow     Join
        CatchUp       vrmow    rmow     vrmow    rmow     vrmow    rmow     History
        Publish       vmow     mow      ow       ow       w        w        Publish
        Type          vmow     mow      ow       ow       w        w        Publish
        ReadHistory   vrmow    rmow     vrmow    rmow     vrmow    rmow     History
        ReadPresence  vrmow    rmow     vrmow    rmow     vrmow    rmow     Presence
        SeeListed     vrmowb   rmow     vrmowb   rmow     vrmowb   rmow     Join,Presence
        Moderate      ow       ow       ow       ow       ow       ow       Moderate
        Manage        w        w        w        w        w        w        Moderate
        ReadAudit     w        w        w        w        w        w        Moderate
        """;

    private const string Letters = "vrmowb";

    private static readonly RoomRoles[] Roles =
        [RoomRoles.Visitor, RoomRoles.Reader, RoomRoles.Member, RoomRoles.Moderator, RoomRoles.Owner, RoomRoles.Banned];

    private readonly FakeTimeProvider _time = new();
    private readonly StoredRules _rules = new();

    public static TheoryData<RoomAction, string[], RoomRights> Rows
    {
        get
        {
            var rows = new TheoryData<RoomAction, string[], RoomRights>();
            foreach (var row in Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                rows.Add(Enum.Parse<RoomAction>(row[0]), row[1..7], Enum.Parse<RoomRights>(row[7]));
            return rows;
        }
    }

    [Fact]
    public void Every_action_has_its_row() => Assert.Equal(
        Enum.GetNames<RoomAction>().Order(StringComparer.Ordinal),
        Rows.Select(row => row.Data.Item1.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Action_is_for_the_roles_of_its_row(RoomAction action, string[] allowed, RoomRights rights)
    {
        var policy = new RoomPolicy(_rules, _time);
        var until = _time.GetUtcNow().AddHours(1);
        foreach (var (column, roles) in allowed.Index())
        {
            var visibility = column % 2 == 0 ? RoomVisibility.Public : RoomVisibility.Private;
            var publishers = column is 2 or 3 ? RoomPublishers.Moderators : RoomPublishers.Members;
            foreach (var (role, letter) in Roles.Zip(Letters))
            {
                var roomId = RoomId.NewPrivate();
                var standing = new RoomStanding(role, MutedUntil: column >= 4 ? until : null);
                _rules.Set(StoredRules.Rule(visibility, publishers, roomId, ("ada", standing)));
                var may = roles.Contains(letter, StringComparison.Ordinal);
                Assert.Equal((column, role, may), (column, role, policy.Allows(new Caller("ada", "Ada"), action, roomId)));
                foreach (var set in AnyRights.Sets)
                {
                    var restricted = new Caller("ada", "Ada") { Grants = AnyRights.In("*", set) };
                    Assert.Equal(
                        (column, role, set, may && (set & rights) != RoomRights.None),
                        (column, role, set, policy.Allows(restricted, action, roomId)));
                }
            }
        }
    }
}
