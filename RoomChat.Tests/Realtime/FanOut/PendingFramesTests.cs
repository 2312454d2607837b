using System.Text;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.FanOut;

public sealed class PendingFramesTests
{
    private readonly PendingFrames _pending = new();
    private readonly MemberList _members = new();

    [Fact]
    public void Frames_for_the_same_members_leave_in_one_write()
    {
        var member = Enter();
        foreach (var text in (string[])["a", "b", "c"]) Say(text);
        Assert.Equal(3, Send());
        Assert.Equal(["a", "b", "c"], TextsOf(member));
        Assert.Equal(1, member.Writes);
        Assert.True(_pending.IsEmpty);
    }

    [Fact]
    public void Frame_goes_to_the_members_at_its_time()
    {
        var first = Enter();
        Say("a");
        var second = Enter();
        Say("b");
        Say("c");
        Assert.Equal(5, Send());
        Assert.Equal(["a", "b", "c"], TextsOf(first));
        Assert.Equal(["b", "c"], TextsOf(second));
    }

    [Fact]
    public void Failed_member_does_not_affect_others_or_repeat_frames()
    {
        var members = new[] { Enter(), Enter(), Enter() };
        members[1].Failure = new InvalidOperationException("broken");
        Say("a");
        Say("b");
        var failed = new List<Connection>();
        Assert.Equal(4, _pending.Send((connection, _) => failed.Add(connection)));
        Say("c");
        Assert.Equal(2, _pending.Send((connection, _) => failed.Add(connection)));
        Assert.Equal(["a", "b", "c"], TextsOf(members[0]));
        Assert.Equal(["a", "b", "c"], TextsOf(members[2]));
        Assert.Equal([members[1].Connection, members[1].Connection], failed);
    }

    [Fact]
    public void Pending_frames_are_cleared_even_after_a_failure()
    {
        var member = Enter();
        member.Failure = new InvalidOperationException("broken");
        Say("a");
        Assert.Throws<InvalidOperationException>(() => _pending.Send((_, failure) => throw failure));
        member.Failure = null;
        Assert.True(_pending.IsEmpty);
        Say("b");
        Send();
        Assert.Equal(["b"], TextsOf(member));
    }

    [Fact]
    public async Task Answer_keeps_its_place_and_goes_only_to_the_caller()
    {
        var (member, asks) = (Enter(), new RecordedConnection());
        Say("a");
        var sent = _pending.AddAnswer([Frame("answer"), Frame("missed")], asks.Connection);
        _members.Add(asks.Connection);
        Say("b");
        Assert.False(sent.IsCompleted);
        Assert.Equal(3, Send());
        await sent;
        Assert.Equal(["a", "b"], TextsOf(member));
        Assert.Equal(["answer", "missed", "b"], TextsOf(asks));
        Assert.Equal(2, asks.Writes);
    }

    private static IEnumerable<string> TextsOf(RecordedConnection member) =>
        member.WireFrames.Select(frame => Encoding.UTF8.GetString(frame.Payload));

    private RecordedConnection Enter()
    {
        var member = new RecordedConnection();
        _members.Add(member.Connection);
        return member;
    }

    private static OutboundFrame Frame(string text) => OutboundFrame.OfText(Encoding.UTF8.GetBytes(text));

    private long Send() => _pending.Send((_, failure) => throw failure);

    private void Say(string text) => _pending.Add(Frame(text), _members.Snapshot);
}
