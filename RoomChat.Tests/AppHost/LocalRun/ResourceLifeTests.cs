using Microsoft.Extensions.Time.Testing;
using RoomChat.AppHost.LocalRun;

namespace RoomChat.Tests.AppHost.LocalRun;

public sealed class ResourceLifeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Crash_of_a_healthy_program_restarts_it_at_once()
    {
        var life = Run(seconds: 60);
        Assert.Equal(LifeVerdict.StartAgain, life.Observe("Finished", isHealthy: false));
        Assert.Equal((1, TimeSpan.Zero), (life.Restarts, life.Pause));
    }

    [Fact]
    public void End_reported_twice_counts_once()
    {
        var life = Run(seconds: 60);
        life.Observe("Finished", isHealthy: false);
        Assert.Equal(LifeVerdict.GoesOn, life.Observe("Finished", isHealthy: false));
        Assert.Equal(1, life.Restarts);
    }

    [Fact]
    public void Short_lives_double_the_pause_up_to_ten_seconds()
    {
        var life = Run(seconds: 1);
        var pauses = new List<double>();
        for (var crash = 0; crash < 8; crash++)
        {
            Assert.Equal(LifeVerdict.StartAgain, life.Observe("Finished", isHealthy: false));
            pauses.Add(life.Pause.TotalSeconds);
            life.Observe("Starting", isHealthy: false);
            life.Observe("Running", isHealthy: false);
        }

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 10, 10], pauses);
    }

    [Fact]
    public void Long_life_forgets_the_short_ones_before_it()
    {
        var life = Run(seconds: 1);
        life.Observe("Finished", isHealthy: false);
        life.Observe("Running", isHealthy: true);
        _time.Advance(TimeSpan.FromSeconds(10));
        life.Observe("Finished", isHealthy: false);
        Assert.Equal(TimeSpan.Zero, life.Pause);
    }

    [Theory]
    [InlineData("Finished")]
    [InlineData("Exited")]
    [InlineData("FailedToStart")]
    public void Program_that_never_gets_healthy_is_given_up(string end)
    {
        var life = new ResourceLife(_time);
        var verdicts = new List<LifeVerdict>();
        for (var start = 0; start < ResourceLife.MostStarts; start++)
        {
            life.Observe("Starting", isHealthy: false);
            verdicts.Add(life.Observe(end, isHealthy: false));
        }

        Assert.Equal([LifeVerdict.StartAgain, LifeVerdict.StartAgain, LifeVerdict.GiveUp], verdicts);
    }

    [Fact]
    public void Stopped_program_stays_stopped()
    {
        var life = Run(seconds: 60);
        life.Observe("Stopping", isHealthy: true);
        Assert.Equal(LifeVerdict.GoesOn, life.Observe("Finished", isHealthy: false));
    }

    /// <summary>A program that has been healthy for this time.</summary>
    private ResourceLife Run(int seconds)
    {
        var life = new ResourceLife(_time);
        life.Observe("Running", isHealthy: true);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return life;
    }
}
