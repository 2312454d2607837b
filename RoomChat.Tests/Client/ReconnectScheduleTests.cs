using RoomChat.Client;

namespace RoomChat.Tests.Client;

public sealed class ReconnectScheduleTests
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    [Fact]
    public void The_bound_doubles_up_to_the_maximum() => Assert.Equal(
        [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5],
        Enumerable.Repeat(new ReconnectSchedule(Min, Max, new Halves()), 8).Select(schedule => schedule.Next().TotalSeconds));

    [Fact]
    public void Each_wait_is_drawn_below_the_bound()
    {
        var schedule = new ReconnectSchedule(Min, Max, new Random(7));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(schedule.Next(), TimeSpan.Zero, Max));
    }

    [Fact]
    public void Only_a_lasting_connection_resets_the_schedule()
    {
        var schedule = new ReconnectSchedule(Min, Max, new Halves());
        schedule.Next();
        schedule.ConnectionLasted(TimeSpan.FromSeconds(9));
        Assert.Equal(0.2, schedule.Next().TotalSeconds);
        schedule.ConnectionLasted(TimeSpan.FromSeconds(10));
        Assert.Equal(0.1, schedule.Next().TotalSeconds);
    }

    private sealed class Halves : Random
    {
        public override double NextDouble() => 0.5;
    }
}
