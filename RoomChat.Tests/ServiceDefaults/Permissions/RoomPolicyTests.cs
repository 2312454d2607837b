using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

public sealed class RoomPolicyTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Other = RoomId.Parse("other", null);

    private readonly RoomPolicy _policy = new();

    public static TheoryData<RoomAction> Actions => [.. Enum.GetValues<RoomAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Action_takes_one_of_its_rights_in_that_room(RoomAction action) => Assert.All(AnyRights.Sets, rights =>
    {
        var caller = new Caller("ada", "Ada") { Grants = AnyRights.In("general", rights) };
        var allowed = (rights & _policy.Table[action]) != RoomRights.None;
        Assert.Equal(allowed, _policy.Allows(caller, action, General));
        Assert.Equal(allowed, _policy.Refuses(caller, action, General) is null);
        Assert.False(_policy.Allows(caller, action, Other));
        Assert.NotNull(_policy.Refuses(caller, action, Other));
    });

    [Theory]
    [MemberData(nameof(Actions))]
    public void Caller_without_restrictions_may_do_everything(RoomAction action) =>
        Assert.True(_policy.Allows(new Caller("ada", "Ada"), action, General));

    /// <summary>A key of a publish-only program must not become a reader by the user that it speaks for.</summary>
    [Fact]
    public void Key_that_speaks_for_a_user_keeps_its_own_rights()
    {
        var key =
            new Caller("subscription:billing", "Billing") { Grants = AnyRights.In("bills-*", RoomRights.Publish), MaySpeakForUsers = true };
        var ada = key.SpeakingFor(new ChatUser("ada", "Ada"));
        Assert.Equal(("ada", "Ada", CallerKind.User, "billing"), (ada.Id, ada.Name, ada.Kind, ada.Via));
        Assert.True(_policy.Allows(ada, RoomAction.Publish, RoomId.Parse("bills-1", null)));
        Assert.False(_policy.Allows(ada, RoomAction.ReadHistory, RoomId.Parse("bills-1", null)));
        Assert.False(_policy.Allows(ada, RoomAction.Publish, General));
    }
}
