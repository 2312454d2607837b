namespace RoomChat.Web.Client.Language;

// Rooms that users create.
internal sealed partial class EnglishWords
{
    public override string NewRoom => "New room";

    public override string Create => "Create";

    public override string RoomTitle => "Title";

    public override string RoomTopic => "Topic";

    public override string PrivateRoom => "Private room";

    public override string PrivateHint => "Only members find it and read it. You invite them.";

    public override string PublicHint => "Everybody finds it and may join.";

    public override string GuestsCreateNoRooms => "Guests cannot create rooms. Sign in to create one.";

    public override string RoomMembers => "Members and roles";

    public override string RoomSettings => "Room settings";

    public override string RoomAudit => "Audit log";

    public override string Invite => "Invite";

    public override string InviteHint => "An invitation is good for one person and seven days.";

    public override string InvitationLink => "Link of the invitation";

    public override string IsMuted => "(muted)";

    public override string MuteUser => "Do not let publish";

    public override string UnmuteUser => "Let publish";

    public override string Kick => "Put out";

    public override string Ban => "Ban";

    public override string Unban => "End the ban";

    public override string MakeModerator => "Make moderator";

    public override string MakeMember => "Make member";

    public override string MakeOwner => "Pass the room on";

    public override string LeaveForGood => "Give up my membership";

    public override string SlowMode => "Seconds between two messages of a user";

    public override string ModeratorsOnly => "Only moderators publish";

    public override string DeleteRoom => "Delete the room";

    public override string DeleteRoomHint => "Members, invitations and messages go with it.";

    public override string DeleteRoomReally => "Delete it for good";

    public override string Role(string role) => role switch
    {
        "owner" => "Owner",
        "moderator" => "Moderator",
        "member" => "Member",
        "reader" => "Reader",
        "banned" => "Banned",
        "visitor" => "Visitor",
        _ => role,
    };

    public override string Change(string action, string actor, string? user, string? role) => action switch
    {
        "created" => $"{actor} created the room",
        "updated" => $"{actor} changed the settings",
        "role_set" => $"{actor} made {user} {Role(role ?? "").ToLowerInvariant()}",
        "joined" => $"{user} came by an invitation",
        "left" => $"{user} left",
        "removed" => $"{actor} ended the membership of {user}",
        "kicked" => $"{actor} put {user} out",
        "banned" => $"{actor} banned {user}",
        "unbanned" => $"{actor} ended the ban of {user}",
        "muted" => $"{actor} muted {user}",
        "unmuted" => $"{actor} ended the mute of {user}",
        "transferred" => $"{actor} passed the room on to {user}",
        "invited" => $"{actor} made an invitation",
        "invitation_withdrawn" => $"{actor} withdrew an invitation",
        _ => $"{actor}: {action} {user}",
    };
}
