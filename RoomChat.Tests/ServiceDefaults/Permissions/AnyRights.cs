using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

/// <summary>Every set of rights, and grants with a set of rights.</summary>
internal static class AnyRights
{
    public static IEnumerable<RoomRights> Sets => Enumerable.Range(0, (int)RoomRights.All + 1).Select(set => (RoomRights)set);

    public static RoomGrants In(string pattern, RoomRights rights)
    {
        Assert.True(RoomPattern.TryParse(pattern, out var rooms));
        Assert.True(RoomGrants.TryMake([new RoomGrant(rooms, rights)], out var grants));
        return grants;
    }
}
