using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>Converts rows to the types of the rest of the program.</summary>
internal static class RowReading
{
    public static RoomRule RuleOf(RoomRow room, IEnumerable<MemberRow> members)
    {
        var standings = members.ToDictionary(member => member.UserId, StandingOf, StringComparer.Ordinal);
        return RoomRule.Make(RoomId.Parse(room.Id, null), room.Visibility, room.Publishers, standings) with
        {
            Title = room.Title,
            Topic = room.Topic,
            SlowMode = TimeSpan.FromSeconds(room.SlowModeSeconds),
            KeptMessages = room.KeptMessages,
        };
    }

    public static RoomChange ChangeOf(ChangeRow row) => new(
        row.Sequence, RoomId.Parse(row.RoomId, null), row.Kind, new ChatUser(row.ActorId, row.ActorName), MomentOf(row.At))
    {
        Subject = row.SubjectId is { } id ? new ChatUser(id, row.SubjectName ?? id) : null,
        Role = row.Role,
        Until = MomentOf(row.Until),
        Reason = row.Reason,
    };

    public static DateTimeOffset MomentOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? MomentOf(long? milliseconds) => milliseconds is { } some ? MomentOf(some) : null;

    private static RoomStanding StandingOf(MemberRow member) =>
        new(member.Role, MomentOf(member.BannedUntil), MomentOf(member.MutedUntil));
}
