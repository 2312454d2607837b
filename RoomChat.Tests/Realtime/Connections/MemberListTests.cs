using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class MemberListTests
{
    private readonly MemberList _members = new();

    [Fact]
    public void Member_added_after_a_snapshot_is_not_in_it()
    {
        var (early, late) = (Enter(), new RecordedConnection());
        var before = _members.Snapshot;
        _members.Add(late.Connection);
        Assert.Equal(1, before.Send(Frame(), Fail));
        Assert.Equal(2, _members.Snapshot.Send(Frame(), Fail));
        Assert.Equal((2, 1), (early.WireFrames.Count, late.WireFrames.Count));
    }

    [Fact]
    public void Removed_member_gets_no_frames_and_is_removed_once()
    {
        var (stays, goes) = (Enter(), Enter());
        var before = _members.Snapshot;
        Assert.True(_members.Remove(goes.Connection));
        Assert.False(_members.Remove(goes.Connection));
        before.Send(Frame(), Fail);
        Assert.Equal((1, 0), (stays.WireFrames.Count, goes.WireFrames.Count));
        Assert.Equal(1, _members.Count);
    }

    [Fact]
    public void Many_joins_copy_few_references()
    {
        var member = new RecordedConnection().Connection;
        _members.Add(member);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var joined = 0; joined < 20_000; joined++)
        {
            _members.Add(member);
            _ = _members.Snapshot;
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 20_000 * IntPtr.Size);
    }

    [Fact]
    public void Slots_of_removed_members_are_released()
    {
        var all = Enumerable.Range(0, 1_000).Select(_ => Enter()).ToList();
        foreach (var gone in all.Skip(10)) _members.Remove(gone.Connection);
        Assert.InRange(_members.Snapshot.Used, 10, 50);
        Assert.Equal(10, _members.Snapshot.Send(Frame(), Fail));
        Assert.All(all.Take(10), member => Assert.Single(member.WireFrames));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public void All_members_may_leave_at_once_in_any_order(int count)
    {
        var all = Enumerable.Range(0, count).Select(_ => Enter()).ToList();
        var order = all.OrderBy(_ => Random.Shared.Next()).ToList();
        foreach (var (gone, left) in order.Take(count - 3).Select((gone, left) => (gone, left)))
        {
            Assert.True(_members.Remove(gone.Connection));
            Assert.False(_members.Remove(gone.Connection));
            // Meanwhile other members join, and some of them leave.
            if (left % 7 == 0) Assert.True(_members.Remove(Enter().Connection));
        }
        Assert.Equal(3, _members.Snapshot.Send(Frame(), Fail));
        Assert.All(order.TakeLast(3), member => Assert.Single(member.WireFrames));
    }

    private static void Fail(Connection connection, Exception failure) => throw failure;

    private static OutboundFrame Frame() => OutboundFrame.OfText("{}"u8);

    private RecordedConnection Enter()
    {
        var member = new RecordedConnection();
        _members.Add(member.Connection);
        return member;
    }
}
