using RoomChat.Realtime.Presence;

namespace RoomChat.Tests.Realtime.Presence;

public sealed class CountsReaderTests
{
    private readonly InMemoryRoomCounts _counts = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_reads_cost_the_running_read_and_one_more()
    {
        var gate = new TaskCompletionSource();
        _counts.Gate = gate.Task;
        var reader = new CountsReader(_counts);
        var answers = Enumerable.Range(0, 1_000).Select(_ => reader.ReadAsync(Ct)).ToList();
        gate.SetResult();
        await Task.WhenAll(answers);
        Assert.Equal(2, _counts.Reads);
        await reader.ReadAsync(Ct);
        Assert.Equal(3, _counts.Reads);
    }

    [Fact]
    public async Task Failed_read_fails_only_for_its_own_callers()
    {
        var reader = new CountsReader(_counts);
        _counts.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => reader.ReadAsync(Ct));
        _counts.IsDown = false;
        Assert.Empty(await reader.ReadAsync(Ct));
    }
}
