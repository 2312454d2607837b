using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Dialogs;

/// <summary>An entry of the switcher: a room or a person.</summary>
/// <param name="Label">The name of the room or person.</param>
/// <param name="RoomId">The room to open. For a person: a joined room that the person is in.</param>
/// <param name="Person">The person; null for a room.</param>
/// <param name="Unread">Number of unread messages; 0 for a person.</param>
internal sealed record SwitcherChoice(string Label, RoomId RoomId, ChatUser? Person, int Unread)
{
    private const int Most = 12;

    /// <summary>
    /// The rooms and people whose name contains a text. Names that begin with it come first, then rooms with unread messages.
    /// </summary>
    public static IReadOnlyList<SwitcherChoice> Find(RoomsState rooms, string sought)
    {
        var found = rooms.Listed.Where(room => Matches(room.Title, sought))
            .OrderBy(room => !Begins(room.Title, sought)).ThenBy(room => room.Joined is not { Unread: > 0 })
            .Take(Most).Select(room => new SwitcherChoice(room.Title, room.RoomId, null, room.Joined?.Unread ?? 0)).ToList();
        if (sought.Length == 0) return found;
        var people = rooms.Joined.SelectMany(room => room.People.Members.Select(member => (member.User, room.RoomId)))
            .Where(person => Matches(person.User.Name, sought)).DistinctBy(person => person.User.Id)
            .OrderBy(person => !Begins(person.User.Name, sought)).Take(Most)
            .Select(person => new SwitcherChoice(person.User.Name, person.RoomId, person.User, 0));
        return [.. found, .. people];
    }

    private static bool Matches(string name, string sought) => name.Contains(sought, StringComparison.CurrentCultureIgnoreCase);

    private static bool Begins(string name, string sought) => name.StartsWith(sought, StringComparison.CurrentCultureIgnoreCase);
}
