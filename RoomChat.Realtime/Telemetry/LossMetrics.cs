using System.Diagnostics.Metrics;

namespace RoomChat.Realtime.Telemetry;

/// <summary>Counters of lost messages and of failures that could lose messages. All are zero in normal operation.</summary>
internal sealed class LossMetrics(Meter meter)
{
    private readonly Counter<long> _roomResets = meter.CreateCounter<long>(
        "roomchat.room_resets", "{reset}", "Rooms whose members were told that messages are lost, by cause");

    private readonly Counter<long> _behind = meter.CreateCounter<long>(
        "roomchat.audit.behind", "{room}", "Rooms that an audit found not to be at the end of their logs");

    private readonly Counter<long> _channelBreaks = meter.CreateCounter<long>(
        "roomchat.channel.interruptions", "{interruption}", "Breaks of the rooms' channels that are over");

    private readonly Counter<long> _routingFailures = meter.CreateCounter<long>(
        "roomchat.routing.failures", "{failure}", "Attempts to receive from Service Bus that failed, by cause");

    private readonly Counter<long> _logFailures = meter.CreateCounter<long>(
        "roomchat.log.failures", "{failure}", "Attempts to append to a room's log that failed; they are made again");

    private readonly Counter<long> _deadLetters = meter.CreateCounter<long>(
        "roomchat.dead_letters", "{message}", "Messages that could not be read and went to the dead-letter queue");

    private readonly Counter<long> _canaryFailures = meter.CreateCounter<long>(
        "roomchat.canary.failures", "{canary}", "Canaries that did not come back, by the step they got to");

    /// <param name="cause"><c>log_lost</c>, <c>log_fell_back</c> or <c>history_too_short</c>.</param>
    public void RoomReset(string cause) => _roomResets.Add(1, new KeyValuePair<string, object?>("cause", cause));

    public void FoundBehind(int rooms) => _behind.Add(rooms);

    public void ChannelInterrupted() => _channelBreaks.Add(1);

    public void RoutingFailed(string cause) => _routingFailures.Add(1, new KeyValuePair<string, object?>("cause", cause));

    public void AppendFailed() => _logFailures.Add(1);

    public void DeadLettered() => _deadLetters.Add(1);

    public void CanaryFailed(string step) => _canaryFailures.Add(1, new KeyValuePair<string, object?>("step", step));
}
