using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class CommitGroupTests
{
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
