using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class CommitGroupTests
{
    [Fact]
    public void Only_messages_that_were_settled_are_not_synced()
    {
        var group = new CommitGroup { Entries = { new JournalEntry.Removed(1, 7, MayReturn: true) } };
        Assert.False(group.MustBeSynced);
        group.Entries.Add(new JournalEntry.Numbered(1, 8));
        Assert.True(group.MustBeSynced);
        Assert.True(new CommitGroup { Entries = { new JournalEntry.Removed(1, 7, MayReturn: false) } }.MustBeSynced);
    }

    [Fact]
    public void Whoever_throws_when_told_costs_the_others_nothing()
    {
        var faults = new List<Exception>();
        var told = new List<string>();
        var group = new CommitGroup { Actions = { () => told.Add("first"), () => throw new InvalidOperationException("a fault"), () => told.Add("last") } };

        group.Announce(faults.Add);

        Assert.Equal(["first", "last"], told);
        Assert.Equal("a fault", Assert.Single(faults).Message);
    }
}
