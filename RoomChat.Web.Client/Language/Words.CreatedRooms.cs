namespace RoomChat.Web.Client.Language;

// Rooms that users create.
public abstract partial class Words
{
    public abstract string NewRoom { get; }

    public abstract string Create { get; }

    public abstract string RoomTitle { get; }

    public abstract string RoomTopic { get; }

    public abstract string PrivateRoom { get; }

    public abstract string PrivateHint { get; }

    public abstract string PublicHint { get; }

    public abstract string GuestsCreateNoRooms { get; }

    public abstract string RoomMembers { get; }

    public abstract string RoomSettings { get; }

    public abstract string RoomAudit { get; }

    public abstract string Invite { get; }

    public abstract string InviteHint { get; }

    public abstract string InvitationLink { get; }

    public abstract string IsMuted { get; }

    public abstract string MuteUser { get; }

    public abstract string UnmuteUser { get; }

    public abstract string Kick { get; }

    public abstract string Ban { get; }

    public abstract string Unban { get; }

    public abstract string MakeModerator { get; }

    public abstract string MakeMember { get; }

    public abstract string MakeOwner { get; }

    public abstract string LeaveForGood { get; }

    public abstract string SlowMode { get; }

    public abstract string ModeratorsOnly { get; }

    public abstract string DeleteRoom { get; }

    public abstract string DeleteRoomHint { get; }

    public abstract string DeleteRoomReally { get; }

    /// <summary>The name of a role.</summary>
    public abstract string Role(string role);

    /// <summary>An entry of a room's audit log.</summary>
    /// <param name="action">The name of the change.</param>
    /// <param name="actor">The user who made the change.</param>
    /// <param name="user">The user whom the change concerns; null for a change of the room.</param>
    /// <param name="role">The new role.</param>
    public abstract string Change(string action, string actor, string? user, string? role);
}
