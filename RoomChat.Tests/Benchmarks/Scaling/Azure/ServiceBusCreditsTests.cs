using RoomChat.Benchmarks.Scaling;
using RoomChat.Benchmarks.Scaling.Azure;

namespace RoomChat.Tests.Benchmarks.Scaling.Azure;

public sealed class ServiceBusCreditsTests
{
    [Fact]
    public void Send_receive_and_filter_cost_one_credit_and_settling_none()
    {
        var message = new Usage(
            Seconds: 1, RealtimeCpu: 500, BrokerCpu: 500, RedisCpu: 500, RedisCommands: 9, Sent: 1, RuleEvaluations: 30, Received: 3,
            Settled: 3);
        Assert.Equal(34, ServiceBusCredits.Of(message));
    }

    [Fact]
    public void Rate_of_a_namespace_follows_from_its_credits() => Assert.Equal(250, ServiceBusCredits.MessagesPerSecond(4));
}
