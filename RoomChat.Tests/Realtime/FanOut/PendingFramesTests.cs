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
    public void Frames_for_the_same_members_leave_in_one_piece_and_in_order()
    {
        var member = Enter();
        foreach (var text in (string[])["a", "b", "c"]) Say(text);
        Assert.Equal(3, _pending.Send());
        Assert.Equal(["a", "b", "c"], TextsOf(member));
        Assert.Equal(1, member.Writes);
        Assert.True(_pending.IsEmpty);
    }

    [Fact]
    public void Each_frame_goes_to_those_who_were_there_when_it_was_said()
    {
        var first = Enter();
        Say("a");
        var second = Enter();
        Say("b");
        Say("c");
        Assert.Equal(5, _pending.Send());
        Assert.Equal(["a", "b", "c"], TextsOf(first));
        Assert.Equal(["b", "c"], TextsOf(second));
    }

    private static IEnumerable<string> TextsOf(RecordedConnection member) => member.WireFrames.Select(frame => Encoding.UTF8.GetString(frame.Payload));

    private RecordedConnection Enter()
    {
        var member = new RecordedConnection();
        _members.Add(member.Connection);
        return member;
    }

    private void Say(string text) => _pending.Add(OutboundFrame.OfText(Encoding.UTF8.GetBytes(text)), _members.Snapshot);
}
