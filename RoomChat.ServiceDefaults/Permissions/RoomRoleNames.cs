using System.Collections.Frozen;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The names of roles in requests, answers and frames.</summary>
public static class RoomRoleNames
{
    private static readonly FrozenDictionary<RoomRoles, string> Names = new Dictionary<RoomRoles, string>
    {
        [RoomRoles.Visitor] = "visitor",
        [RoomRoles.Reader] = "reader",
        [RoomRoles.Member] = "member",
        [RoomRoles.Moderator] = "moderator",
        [RoomRoles.Owner] = "owner",
        [RoomRoles.Banned] = "banned",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RoomRoles> Roles =
        Names.ToFrozenDictionary(known => known.Value, known => known.Key, StringComparer.Ordinal);

    /// <summary>The name of one role.</summary>
    public static string Of(RoomRoles role) => Names[role];

    /// <summary>The role of a name; false when there is none.</summary>
    public static bool TryParse(string? name, out RoomRoles role)
    {
        role = RoomRoles.None;
        return name is not null && Roles.TryGetValue(name, out role);
    }
}
