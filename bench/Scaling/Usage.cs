namespace RoomChat.Benchmarks.Scaling;

/// <summary>What was used and done in a time, or for a message. Processor time in microseconds.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="RealtimeCpu">All instances of the realtime service together.</param>
/// <param name="BrokerCpu">The broker.</param>
/// <param name="RedisCpu">Redis.</param>
/// <param name="RedisCommands">Commands to Redis.</param>
/// <param name="Sent">Messages sent to topics.</param>
/// <param name="RuleEvaluations">Rules on the topics, once for each message.</param>
/// <param name="Received">Messages delivered by the broker, repetitions included.</param>
/// <param name="Settled">Messages completed.</param>
internal sealed record Usage(
    double Seconds, double RealtimeCpu, double BrokerCpu, double RedisCpu, double RedisCommands, double Sent, double RuleEvaluations, double Received, double Settled)
{
    /// <summary>Less what a quiet system uses in the same time.</summary>
    public Usage Less(Usage quiet)
    {
        var share = Seconds / quiet.Seconds;
        return Map(quiet, (busy, idle) => busy - (idle * share));
    }

    /// <summary>For each of so many; what noise made less than nothing is nothing.</summary>
    public Usage Per(double count) => Map(this, (all, _) => Math.Max(all / count, 0)) with { Seconds = Seconds / count };

    private Usage Map(Usage other, Func<double, double, double> combine) => new(
        Seconds,
        combine(RealtimeCpu, other.RealtimeCpu),
        combine(BrokerCpu, other.BrokerCpu),
        combine(RedisCpu, other.RedisCpu),
        combine(RedisCommands, other.RedisCommands),
        combine(Sent, other.Sent),
        combine(RuleEvaluations, other.RuleEvaluations),
        combine(Received, other.Received),
        combine(Settled, other.Settled));
}
