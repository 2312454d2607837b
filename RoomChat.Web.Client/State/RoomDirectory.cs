using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>
/// The list of rooms: favourites and joined rooms by activity, then the other rooms by number of members, then muted rooms. The list may
/// have 10,000 rooms, so it is sorted only when it has changed, and not for each render.
/// </summary>
internal sealed class RoomDirectory
{
    /// <summary>Shown even when they have no members, so that a new user finds a room.</summary>
    private static readonly RoomId[] Suggested = [.. new[] { "general", "dev", "random" }.Select(name => RoomId.Parse(name, null))];

    private IReadOnlyDictionary<string, int>? _members;
    private IReadOnlyList<RoomRow.Room> _others = [];
    // The names of the other rooms in lower case, for faster comparison; and the places that matched the last filter.
    private string[] _names = [];
    private (string Sought, List<int> Places)? _narrowed;
    private object? _othersFor;
    private (string Sought, long Version, IReadOnlyList<RoomRow> Rows)? _found;

    /// <summary>Increases when the list may have changed.</summary>
    public int Version { get; private set; }

    /// <summary>Rooms that the user has joined in this browser. They may have no members now.</summary>
    public IReadOnlyCollection<RoomId> Known { get; private set; } = [];

    /// <summary>Rooms that users created.</summary>
    public IReadOnlyDictionary<RoomId, RoomSummary> Created { get; private set; } = new Dictionary<RoomId, RoomSummary>();

    public void TakeCreated(IReadOnlyDictionary<RoomId, RoomSummary> created)
    {
        Created = created;
        Version++;
    }

    /// <summary>Call it when a preference for a room has changed.</summary>
    public void Touch() => Version++;

    public void TakeMembers(IReadOnlyDictionary<string, int> members)
    {
        if (_members is { } known && known.Count == members.Count && !known.Except(members).Any()) return;
        _members = members;
        Version++;
    }

    public void TakeKnown(IReadOnlyCollection<RoomId> known)
    {
        Known = known;
        Version++;
    }

    /// <summary>Number of members of a room; null until the server has sent it.</summary>
    public int? Members(RoomId roomId) => _members is null ? null : _members.GetValueOrDefault(roomId.Value);

    /// <summary>The rows to show: sections, and their rooms whose name contains a text.</summary>
    /// <param name="sought">The text; empty for all rooms.</param>
    /// <param name="version">Increases when the list may have changed. The result is cached for it.</param>
    /// <param name="joined">The joined rooms.</param>
    /// <param name="preference">Gets the user's preference for a room.</param>
    public IReadOnlyList<RoomRow> Find(
        string sought, long version, IReadOnlyList<RoomState> joined, Func<RoomId, RoomPreference> preference)
    {
        if (_found is { } last && last.Sought == sought && last.Version == version) return last.Rows;
        var (mine, others) = (Mine(joined, preference), Others(joined));
        var found = sought.Length == 0 ? others : [.. Narrow(sought.ToLowerInvariant()).Select(place => others[place])];
        var rows = new List<RoomRow>(mine.Count + found.Count + 4);
        AddSections(rows, mine.Where(room => room.Section != RoomSection.Muted), sought);
        if (found.Count > 0) rows.Add(new RoomRow.Head(RoomSection.Others));
        rows.AddRange(found);
        AddSections(rows, mine.Where(room => room.Section == RoomSection.Muted), sought);
        _found = (sought, version, rows);
        return rows;
    }

    /// <summary>Places of the other rooms whose name contains a text. A longer text searches only the last matches.</summary>
    private List<int> Narrow(string sought)
    {
        var from = _narrowed is { } last && sought.Contains(last.Sought, StringComparison.Ordinal)
            ? last.Places
            : [.. Enumerable.Range(0, _names.Length)];
        var places = new List<int>();
        foreach (var place in from)
        {
            if (_names[place].Contains(sought, StringComparison.Ordinal)) places.Add(place);
        }

        _narrowed = (sought, places);
        return places;
    }

    private static void AddSections(List<RoomRow> rows, IEnumerable<ListedRoom> rooms, string sought)
    {
        RoomSection? section = null;
        foreach (var room in rooms.Where(room => Matches(room, sought)))
        {
            if (section != room.Section) rows.Add(new RoomRow.Head((section = room.Section).Value));
            rows.Add(new RoomRow.Room(room));
        }
    }

    private static bool Matches(ListedRoom room, string sought) =>
        sought.Length == 0 || room.RoomId.Value.Contains(sought, StringComparison.OrdinalIgnoreCase)
        || room.Created?.Title?.Contains(sought, StringComparison.OrdinalIgnoreCase) == true;

    private List<ListedRoom> Mine(IReadOnlyList<RoomState> joined, Func<RoomId, RoomPreference> preference) =>
    [
        .. joined.Select(room => Listed(room, preference(room.RoomId)))
            .OrderBy(room => room.Section).ThenByDescending(room => room.Joined!.LastActivity ?? DateTimeOffset.MinValue),
    ];

    private ListedRoom Listed(RoomState room, RoomPreference preference) => new(room.RoomId, Members(room.RoomId), room)
    {
        Created = Created.GetValueOrDefault(room.RoomId),
        Preference = preference,
        Section = preference.IsMuted ? RoomSection.Muted : preference.IsFavourite ? RoomSection.Favourites : RoomSection.Joined,
    };

    // Sorted again only when rooms or member counts change. New messages and the filter do not affect the order of the other rooms.
    private IReadOnlyList<RoomRow.Room> Others(IReadOnlyList<RoomState> joined)
    {
        var reason = (_members, Known, joined, Created);
        if (reason.Equals(_othersFor)) return _others;
        var mine = joined.Select(room => room.RoomId).ToHashSet();
        var listed = (_members?.Keys ?? []).Select(name => RoomId.TryParse(name, out var id) && !id.IsAll ? id : null).OfType<RoomId>();
        _others =
        [
            .. listed.Union(Suggested).Union(Known).Union(Created.Keys).Where(id => !mine.Contains(id))
                .Select(id => new ListedRoom(id, Members(id), null) { Created = Created.GetValueOrDefault(id) })
                .OrderByDescending(room => room.Members ?? 0)
                .ThenBy(room => room.RoomId.Value, StringComparer.OrdinalIgnoreCase)
                .Select(room => new RoomRow.Room(room)),
        ];
        (_names, _narrowed, _othersFor) = (
            [.. _others.Select(row => $"{row.Listed.Title} {row.Listed.RoomId}".ToLowerInvariant())], null, reason);
        return _others;
    }
}
