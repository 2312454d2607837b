using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class RefusalNoticeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _told = [];

    [Fact]
    public void The_first_is_told_at_once_and_those_of_each_minute_after_it_together()
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
    public void Nothing_is_told_without_a_refusal()
    {
        using (new RefusalNotice(_time, _told.Add)) _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_told);
    }

    [Fact]
    public void End_tells_what_is_untold()
    {
        using (var notice = new RefusalNotice(_time, _told.Add))
        {
            for (var i = 0; i < 3; i++) notice.Count();
        }
        Assert.Equal([1, 2], _told);
    }
}
