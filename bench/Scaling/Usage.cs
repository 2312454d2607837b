namespace RoomChat.Benchmarks.Scaling;

/// <summary>Usage in a period or per message. Processor times are in microseconds.</summary>
/// <param name="Seconds">The duration.</param>
/// <param name="RealtimeCpu">Processor time of all instances of the realtime service.</param>
/// <param name="BrokerCpu">Processor time of the broker.</param>
/// <param name="RedisCpu">Processor time of Redis.</param>
/// <param name="RedisCommands">Commands to Redis.</param>
/// <param name="Sent">Messages sent to topics.</param>
/// <param name="RuleEvaluations">Evaluations of the topics' rules, one per rule and message.</param>
/// <param name="Received">Messages delivered by the broker, including repetitions.</param>
/// <param name="Settled">Messages completed.</param>
internal sealed record Usage(
    double Seconds, double RealtimeCpu, double BrokerCpu, double RedisCpu,
    double RedisCommands, double Sent, double RuleEvaluations, double Received, double Settled)
{
    /// <summary>Subtracts the usage of an idle system over the same time.</summary>
    public Usage Less(Usage quiet)
    {
        var share = Seconds / quiet.Seconds;
        return Map(quiet, (busy, idle) => busy - (idle * share));
    }

    /// <summary>The usage per unit. Negative values from noise become 0.</summary>
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
