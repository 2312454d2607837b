using Aspire.Hosting.Orchestration;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Each_crash_doubles_the_wait_up_to_a_limit_and_a_good_run_resets_it()
    {
        var backoff = new RestartBackoff();

        var waits = Enumerable.Range(0, 5).Select(_ => backoff.After(TimeSpan.FromSeconds(1)).TotalMilliseconds).ToArray();
        var afterGoodRun = backoff.After(RestartBackoff.GoodRun);

        Assert.Equal([200, 400, 800, 1_000, 1_000], waits);
        Assert.Equal(RestartBackoff.Shortest, afterGoodRun);
    }
}
