using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Web.Client.State;

/// <summary>Who is in a joined room, and who of them is typing.</summary>
public sealed class RoomPeople
{
    private readonly NameBook _names;
    private int _receiptsUpTo;

    /// <summary>Longer than the pause between two words of typing, so that whoever types on does not flicker.</summary>
    internal static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(4);

    private const int MostGone = 10;

    private readonly Dictionary<string, RoomMember> _members = new(StringComparer.Ordinal);
    // Those who left stay in it: what they have read they have read.
    private readonly Dictionary<string, (ChatUser User, RoomPosition To)> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ChatUser User, DateTimeOffset Until)> _typing = new(StringComparer.Ordinal);

    internal RoomPeople(NameBook? names = null) => _names = names ?? new NameBook();

    /// <summary>Those in the room, by name; of a large room the first that came.</summary>
    public IReadOnlyList<RoomMember> Members { get; private set; } = [];

    /// <summary>How many are in the room, listed or not; null while the server has not told.</summary>
    public int? Count { get; private set; }

    /// <summary>Who is typing, first begun first.</summary>
    public IReadOnlyList<ChatUser> Typing { get; private set; } = [];

    /// <summary>Those who left while this page was open, last gone first.</summary>
    public IReadOnlyList<(ChatUser User, DateTimeOffset At)> Gone { get; private set; } = [];

    /// <summary>Rises when another user has read more.</summary>
    public int ReadVersion { get; private set; }

    /// <summary>Whether people here are told how far each has read.</summary>
    public bool TellsReads => Count > 1 && Count <= _receiptsUpTo;

    /// <summary>Who has read to this message and no further.</summary>
    /// <param name="position">Of the message.</param>
    public IEnumerable<ChatUser> ReadersTo(RoomPosition position) =>
        TellsReads ? _read.Values.Where(read => read.To == position).Select(read => read.User) : [];

    /// <summary>How far a member has read, as the server knows it; null for not known.</summary>
    internal RoomPosition? ReadToOf(string userId) => _members.GetValueOrDefault(userId)?.ReadTo;

    internal void Take(ServerFrame.RoomPresence presence)
    {
        _receiptsUpTo = presence.Receipts ?? 0;
        _members.Clear();
        foreach (var member in presence.Members) Add(member);
        Publish(presence.Count);
    }

    /// <summary>Takes who came and went; false when something was missed, so that the members must be asked for anew.</summary>
    /// <param name="change">Who came and went.</param>
    /// <param name="now">The time.</param>
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

    /// <summary>Who has said something is not typing it any more.</summary>
    internal void StopTyping(string userId)
    {
        if (_typing.Remove(userId)) Typing = [.. Typing.Where(user => user.Id != userId)];
    }

    /// <summary>Forgets whoever has not been heard of for a while.</summary>
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
        Members = [.. _members.Values.OrderBy(member => member.User.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(member => member.User.Id, StringComparer.Ordinal)];
    }
}
