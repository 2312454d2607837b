using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Web.Client.State;

/// <summary>Who is in a joined room, and who of them is typing.</summary>
public sealed class RoomPeople
{
    private readonly NameBook _names;

    /// <summary>Longer than the pause between two words of typing, so that whoever types on does not flicker.</summary>
    internal static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(4);

    private const int MostGone = 10;

    private readonly Dictionary<string, RoomMember> _members = new(StringComparer.Ordinal);
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

    internal void Take(ServerFrame.RoomPresence presence)
    {
        _members.Clear();
        foreach (var member in presence.Members) Add(member);
        Publish(presence.Count);
    }

    /// <summary>Takes who came and went; false when something was missed, so that the members must be asked for anew.</summary>
    /// <param name="change">Who came and went.</param>
    /// <param name="now">The time.</param>
    internal bool Take(RoomEvent.MembersChanged change, DateTimeOffset now)
    {
        foreach (var joined in change.Joined ?? []) Add(joined);
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
    }

    private void Publish(int count)
    {
        Count = count;
        Members = [.. _members.Values.OrderBy(member => member.User.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(member => member.User.Id, StringComparer.Ordinal)];
    }
}
