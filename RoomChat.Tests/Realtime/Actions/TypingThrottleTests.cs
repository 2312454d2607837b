using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Realtime.Actions;
using RoomChat.Realtime.Presence;

namespace RoomChat.Tests.Realtime.Actions;

public sealed class TypingThrottleTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly RoomId Dev = RoomId.Parse("dev", null);

    private readonly FakeTimeProvider _time = new();
    private readonly TypingThrottle _throttle;

    public TypingThrottleTests() => _throttle = new TypingThrottle(Options.Create(new PresenceOptions()), _time);

    [Fact]
    public void User_passes_once_per_interval_in_each_room()
    {
        Assert.True(_throttle.TryPass(General, "ann"));
        Assert.False(_throttle.TryPass(General, "ann"));
        Assert.True(_throttle.TryPass(General, "bob"));
        Assert.True(_throttle.TryPass(Dev, "ann"));
        _time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(_throttle.TryPass(General, "ann"));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(_throttle.TryPass(General, "ann"));
        Assert.False(_throttle.TryPass(General, "ann"));
    }

    [Fact]
    public void Users_who_stopped_typing_are_forgotten()
    {
        for (var i = 0; i < 1_000; i++) _throttle.TryPass(General, $"user-{i}");
        Assert.Equal(1_000, _throttle.Count);
        _time.Advance(TimeSpan.FromSeconds(3));
        _throttle.TryPass(General, "ann");
        Assert.Equal(1, _throttle.Count);
    }
}
