using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Routing;

namespace RoomChat.Tests.Realtime.Routing;

public sealed class RoutingWorkerTests
{
    [Fact]
    public async Task A_strategy_that_fails_is_started_again()
    {
        var strategy = new Failing();
        using var worker = Worker(strategy);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        await strategy.ThirdStart.Task.WaitAsync(TestContext.Current.CancellationToken);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    private static RoutingWorker Worker(Failing strategy) => new(
        new RoutingChoice([strategy], Options.Create(new RoutingOptions { Strategy = strategy.Name })),
        Options.Create(new RoutingOptions { Retry = TimeSpan.FromMilliseconds(10) }),
        TimeProvider.System, NullLogger<RoutingWorker>.Instance);

    private sealed class Failing : IRoutingStrategy
    {
        private int _starts;

        public string Name => "Failing";

        internal TaskCompletionSource ThirdStart { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task RunAsync(CancellationToken ct)
        {
            if (++_starts == 3) ThirdStart.SetResult();
            return Task.FromException(new InvalidOperationException("This strategy never works."));
        }
    }
}
