using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class CommitGroupTests
{
    [Fact]
    public void Group_with_only_settled_messages_needs_no_sync()
    {
        var group = new CommitGroup { Entries = { new JournalEntry.Removed(1, 7, MayReturn: true) } };
        Assert.False(group.MustBeSynced);
        group.Entries.Add(new JournalEntry.Numbered(1, 8));
        Assert.True(group.MustBeSynced);
        Assert.True(new CommitGroup { Entries = { new JournalEntry.Removed(1, 7, MayReturn: false) } }.MustBeSynced);
    }

    [Fact]
    public void Throwing_action_does_not_stop_the_other_actions()
    {
        var faults = new List<Exception>();
        var told = new List<string>();
        var group = new CommitGroup
        {
            Actions = { () => told.Add("first"), () => throw new InvalidOperationException("a fault"), () => told.Add("last") }
        };

        group.Announce(faults.Add);

        Assert.Equal(["first", "last"], told);
        Assert.Equal("a fault", Assert.Single(faults).Message);
    }
}
