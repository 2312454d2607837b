using RoomChat.Benchmarks.Crash;

namespace RoomChat.Tests.Benchmarks.Crash;

public sealed class CrashRunTests
{
    [Fact]
    public async Task Killing_emulator_under_load_loses_nothing_and_repeats_unsettled_only() =>
        Assert.True(await CrashRun.RunAsync(new CrashPlan(Rounds: 2, Seed: 1), TestContext.Current.CancellationToken));
}
