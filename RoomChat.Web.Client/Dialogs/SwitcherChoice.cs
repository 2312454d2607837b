using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Dialogs;

/// <summary>A place that the switcher offers.</summary>
/// <param name="Label">The room's name, or the person's.</param>
/// <param name="RoomId">The room to go to: for a person one in which both are.</param>
/// <param name="Person">The person; null for a room.</param>
/// <param name="Unread">Unread messages there.</param>
internal sealed record SwitcherChoice(string Label, RoomId RoomId, ChatUser? Person, int Unread)
{
    private const int Most = 12;

    /// <summary>
    /// The rooms and people whose name has a text in it: names that begin with it first, and of rooms those with unread messages.
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
