using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class KeepAliveRoundsTests
{
    [Theory]
    [InlineData(15, 15, 30, 1.5)]
    [InlineData(60, 2, 30, 0.2)]
    [InlineData(60, 60, 1, 0.1)]
    [InlineData(600, 600, 600, 2)]
    public void Rounds_are_as_far_apart_as_the_shortest_limit_allows(double interval, double timeout, double frame, double expected)
    {
        var limits = new ConnectionOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(interval),
            KeepAliveTimeout = TimeSpan.FromSeconds(timeout),
            FrameTimeout = TimeSpan.FromSeconds(frame),
        };
        Assert.Equal(TimeSpan.FromSeconds(expected), KeepAliveRounds.Every(limits));
    }
}
