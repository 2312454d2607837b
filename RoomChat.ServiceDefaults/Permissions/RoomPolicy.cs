using System.Collections.Frozen;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>
/// Decides what a caller may do in a room, for every door: HTTP, WebSocket, hub, and all routing strategies. Asked when a caller acts, never
/// for each delivery. It looks at memory only.
/// </summary>
public sealed class RoomPolicy
{
    /// <summary>The table of rights: each action, and the rights of which it takes one.</summary>
    public FrozenDictionary<RoomAction, RoomRights> Table { get; } = new Dictionary<RoomAction, RoomRights>
    {
        [RoomAction.Join] = RoomRights.Join,
        [RoomAction.Hear] = RoomRights.Join,
        // Else a join from offset 0 would read the whole log.
        [RoomAction.CatchUp] = RoomRights.History,
        [RoomAction.Publish] = RoomRights.Publish,
        [RoomAction.Type] = RoomRights.Publish,
        [RoomAction.ReadHistory] = RoomRights.History,
        [RoomAction.ReadPresence] = RoomRights.Presence,
        [RoomAction.SeeListed] = RoomRights.Join | RoomRights.Presence,
        [RoomAction.Moderate] = RoomRights.Moderate,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RoomAction, string> Verbs = new Dictionary<RoomAction, string>
    {
        [RoomAction.Join] = "join",
        [RoomAction.Hear] = "hear",
        [RoomAction.CatchUp] = "read the history of",
        [RoomAction.Publish] = "publish to",
        [RoomAction.Type] = "publish to",
        [RoomAction.ReadHistory] = "read the history of",
        [RoomAction.ReadPresence] = "see the members of",
        [RoomAction.SeeListed] = "see",
        [RoomAction.Moderate] = "moderate",
    }.ToFrozenDictionary();

    /// <summary>Whether the caller may do it. The answer does not depend on whether the room exists.</summary>
    public bool Allows(Caller caller, RoomAction action, RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Grants.IsEverything || (caller.Grants.RightsIn(roomId) & Table[action]) != RoomRights.None;
    }

    /// <summary>The text, for people, of why the caller may not do it; null when it may.</summary>
    public string? Refuses(Caller caller, RoomAction action, RoomId roomId) => Allows(caller, action, roomId)
        ? null
        : $"You may not {Verbs[action]} room '{roomId}'. It takes the right '{string.Join("' or '", RightNames.Of(Table[action]))}' there.";
}
