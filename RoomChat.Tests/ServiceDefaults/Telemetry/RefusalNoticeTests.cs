using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Tests.ServiceDefaults.Telemetry;

public sealed class RefusalNoticeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _told = [];

    [Fact]
    public void Refusals_of_a_minute_are_told_once()
    {
        using var notice = new RefusalNotice(_time, _told.Add);
        for (var i = 0; i < 790; i++) notice.Count();
        Assert.Empty(_told);
        _time.Advance(RefusalNotice.Pause);
        notice.Count();
        _time.Advance(RefusalNotice.Pause * 3);
        Assert.Equal([790, 1], _told);
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
        using (var notice = new RefusalNotice(_time, _told.Add)) notice.Count();
        Assert.Equal([1], _told);
    }
}
