using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class RefusalNoticeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _told = [];

    [Fact]
    public void First_refusal_is_logged_at_once_and_others_each_minute()
    {
        using var notice = new RefusalNotice(_time, _told.Add);
        for (var i = 0; i < 790; i++) notice.Count();
        Assert.Equal([1], _told);
        _time.Advance(RefusalNotice.Pause);
        Assert.Equal([1, 789], _told);
        notice.Count();
        _time.Advance(RefusalNotice.Pause);
        Assert.Equal([1, 789, 1], _told);
        _time.Advance(RefusalNotice.Pause);
        notice.Count();
        Assert.Equal([1, 789, 1, 1], _told);
    }

    [Fact]
    public void Without_a_refusal_no_line_is_logged()
    {
        using (new RefusalNotice(_time, _told.Add)) _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_told);
    }

    [Fact]
    public void Dispose_logs_the_remaining_refusals()
    {
        using (var notice = new RefusalNotice(_time, _told.Add))
        {
            for (var i = 0; i < 3; i++) notice.Count();
        }
        Assert.Equal([1, 2], _told);
    }
}
