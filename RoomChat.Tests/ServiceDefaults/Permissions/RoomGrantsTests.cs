using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

public sealed class RoomGrantsTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    [Fact]
    public void Rights_of_all_covering_grants_add_up()
    {
        var grants = RoomGrants.Read("gen*=j,general=ph,other=m");
        Assert.Equal(RoomRights.Join | RoomRights.Publish | RoomRights.History, grants.RightsIn(General));
        Assert.Equal(RoomRights.Join, grants.RightsIn(RoomId.Parse("gen", null)));
        Assert.Equal(RoomRights.None, grants.RightsIn(RoomId.All));
    }

    [Fact]
    public void Grant_of_everything_has_no_text_and_of_nothing_has()
    {
        Assert.True(RoomGrants.Read(null).IsEverything);
        Assert.True(RoomGrants.TryMake([], out var none));
        Assert.False(none.IsEverything);
        Assert.Equal(RoomGrants.Nothing, RoomGrants.Read(none.Text));
        Assert.Equal(RoomRights.None, none.RightsIn(General));
    }

    [Fact]
    public void Every_set_of_rights_comes_back_from_its_text() => Assert.All(
        AnyRights.Sets,
        rights => Assert.Equal(rights, RoomGrants.Read(AnyRights.In("general", rights).Text).RightsIn(General)));

    [Theory]
    [InlineData("")]
    [InlineData("general")]
    [InlineData("general=x")]
    [InlineData("general=j,")]
    [InlineData("$all=j")]
    public void Broken_text_grants_no_rights(string text) => Assert.Equal(RoomGrants.Nothing, RoomGrants.Read(text));

    [Fact]
    public void Too_many_or_too_long_grants_cannot_be_made()
    {
        Assert.True(RoomPattern.TryParse(new string('a', 64), out var longest));
        Assert.True(RoomPattern.TryParse("a", out var shortest));
        Assert.False(RoomGrants.TryMake([.. Enumerable.Repeat(new RoomGrant(shortest, RoomRights.Join), RoomGrants.MaxCount + 1)], out _));
        Assert.False(RoomGrants.TryMake([.. Enumerable.Repeat(new RoomGrant(longest, RoomRights.All), RoomGrants.MaxCount)], out _));
    }
}
