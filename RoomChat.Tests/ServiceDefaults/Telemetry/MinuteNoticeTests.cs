using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class MinuteNoticeTests
{
    [Fact]
    public void The_first_is_told_at_once_and_the_rest_once_a_minute_with_their_count()
    {
        var time = new FakeTimeProvider();
        var notice = new MinuteNotice(time);
        Assert.True(notice.Note(out var first));
        Assert.Equal(1, first);
        for (var more = 0; more < 10; more++) Assert.False(notice.Note(out _));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(notice.Note(out var later));
        Assert.Equal(11, later);
        Assert.False(notice.Note(out _));
    }
}
