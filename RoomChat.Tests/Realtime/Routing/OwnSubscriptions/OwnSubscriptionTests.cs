using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.OwnSubscriptions;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing.OwnSubscriptions;

[Collection(RoutingBacking.Name)]
public sealed class OwnSubscriptionTests(OwnBacking backing)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_restore_of_rules_is_repeated()
    {
        // Under this strategy, no other code uses the instance's own subscription.
        await using var system = await RoutedSystem.StartAsync(backing, "SharedSubscription", instances: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = 0;
        var running = system.Instances[0].Part<OwnSubscription>().RunAsync(
            RoomRule.For(Said.AnyRoom()), RestoreAsync, take: (_, _, _) => Task.FromResult(new TakenBatch([], IsAll: true)), stop.Token);
        await restored.Task.WaitAsync(Eventually.Patience, Ct);
        await stop.CancelAsync();
        Assert.True(await Record.ExceptionAsync(() => running) is null or OperationCanceledException);

        Task RestoreAsync(CancellationToken ct)
        {
            if (++attempts == 1) return Task.FromException(new TimeoutException("The store does not answer."));
            restored.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
