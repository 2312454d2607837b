using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Web.Client.State;

/// <summary>The members of a joined room, with typing and read positions.</summary>
public sealed class RoomPeople
{
    private readonly NameBook _names;
    private int _receiptsUpTo;

    /// <summary>Longer than the time between two typing events, so that the display of a typing user does not flicker.</summary>
    internal static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(4);

    private const int MostGone = 10;

    private readonly Dictionary<string, RoomMember> _members = new(StringComparer.Ordinal);
    // Users who left stay in it, because their read positions remain true.
    private readonly Dictionary<string, (ChatUser User, RoomPosition To)> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ChatUser User, DateTimeOffset Until)> _typing = new(StringComparer.Ordinal);

    internal RoomPeople(NameBook? names = null) => _names = names ?? new NameBook();

    /// <summary>Members, sorted by name. For a large room the server lists only the first ones.</summary>
    public IReadOnlyList<RoomMember> Members { get; private set; } = [];

    /// <summary>Number of members, listed or not; null until the server has sent it.</summary>
    public int? Count { get; private set; }

    /// <summary>Users who are typing, in order of their start.</summary>
    public IReadOnlyList<ChatUser> Typing { get; private set; } = [];

    /// <summary>Users who left while this page was open, the last one first.</summary>
    public IReadOnlyList<(ChatUser User, DateTimeOffset At)> Gone { get; private set; } = [];

    /// <summary>Increases when the read position of a user changes.</summary>
    public int ReadVersion { get; private set; }

    /// <summary>Whether the room is small enough for read receipts.</summary>
    public bool TellsReads => Count > 1 && Count <= _receiptsUpTo;

    /// <summary>Users whose read position is this message.</summary>
    /// <param name="position">Position of the message.</param>
    public IEnumerable<ChatUser> ReadersTo(RoomPosition position) =>
        TellsReads ? _read.Values.Where(read => read.To == position).Select(read => read.User) : [];

    /// <summary>The read position that the server has of a member; null for unknown.</summary>
    internal RoomPosition? ReadToOf(string userId) => _members.GetValueOrDefault(userId)?.ReadTo;

    internal void Take(ServerFrame.RoomPresence presence)
    {
        _receiptsUpTo = presence.Receipts ?? 0;
        _members.Clear();
        foreach (var member in presence.Members) Add(member);
        Publish(presence.Count);
    }

    /// <summary>Applies joins, changes and leaves; false when an event was missed, so that the members must be loaded again.</summary>
    /// <param name="change">The members that joined, changed or left.</param>
    /// <param name="now">The current time.</param>
    internal bool Take(RoomEvent.MembersChanged change, DateTimeOffset now)
    {
        foreach (var member in (change.Joined ?? []).Concat(change.Changed ?? [])) Add(member);
        foreach (var left in change.Left ?? [])
        {
            _members.Remove(left.Id);
            StopTyping(left.Id);
        }

        Gone =
        [
            .. (change.Left ?? []).Select(user => (User: user, At: now)).Concat(Gone).DistinctBy(gone => gone.User.Id)
                .Where(gone => !_members.ContainsKey(gone.User.Id)).Take(MostGone),
        ];
        Publish(change.Count);
        return change.Joined is null || _members.Count == change.Count;
    }

    internal void StartTyping(ChatUser user, DateTimeOffset now)
    {
        _names.Note(user);
        _typing[user.Id] = (user, now + TypingLasts);
        EndTyping(now);
    }

    /// <summary>Ends the typing state of a user, who has sent a message or left.</summary>
    internal void StopTyping(string userId)
    {
        if (_typing.Remove(userId)) Typing = [.. Typing.Where(user => user.Id != userId)];
    }

    /// <summary>Removes users whose last typing event is too old.</summary>
    internal void EndTyping(DateTimeOffset now)
    {
        foreach (var (id, (_, until)) in _typing)
        {
            if (until <= now) _typing.Remove(id);
        }

        Typing = [.. _typing.Values.Select(typing => typing.User)];
    }

    private void Add(RoomMember member)
    {
        _names.Note(member.User);
        _members[member.User.Id] = member;
        if (member.ReadTo is not { } readTo || _read.GetValueOrDefault(member.User.Id) == (member.User, readTo)) return;
        _read[member.User.Id] = (member.User, readTo);
        ReadVersion++;
    }

    private void Publish(int count)
    {
        Count = count;
        Members =
        [
            .. _members.Values.OrderBy(member => member.User.Name, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(member => member.User.Id, StringComparer.Ordinal)
        ];
    }
}
