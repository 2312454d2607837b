using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class FailureNoticeTests
{
    [Fact]
    public void Each_line_has_the_count_and_the_last_reason()
    {
        var (time, told) = (new FakeTimeProvider(), new List<(long, string?)>());
        using var notice = new FailureNotice<string>(time, (count, last) => told.Add((count, last)));
        for (var i = 0; i < 100; i++) notice.Add($"reason {i}");
        time.Advance(RefusalNotice.Pause);
        Assert.Equal([(1, "reason 0"), (99, "reason 99")], told);
    }
}
