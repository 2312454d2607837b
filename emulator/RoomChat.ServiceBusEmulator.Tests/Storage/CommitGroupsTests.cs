using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class CommitGroupsTests
{
    [Fact]
    public void Groups_are_announced_in_order_up_to_the_end()
    {
        var announced = new List<long>();
        var groups = new CommitGroups(group => announced.Add(group.LastEntry));
        for (var number = 1; number <= 3; number++) groups.Add(new CommitGroup { LastEntry = number });
        groups.Complete();

        groups.Run();

        Assert.Equal([1, 2, 3], announced);
    }

    [Fact]
    public async Task Group_added_during_the_wait_is_announced()
    {
        var announced = new TaskCompletionSource<CommitGroup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var groups = new CommitGroups(announced.SetResult);
        var thread = new Thread(groups.Run);
        thread.Start();
        var group = new CommitGroup();
        groups.Add(group);

        Assert.Same(group, await announced.Task.WaitAsync(TestContext.Current.CancellationToken));
        groups.Complete();
        thread.Join();
    }
}
