using System.Diagnostics.Metrics;

namespace RoomChat.Messaging.Limits;

/// <summary>Counts the limits' refusals.</summary>
public sealed class LimitMetrics
{
    private readonly Counter<long> _refused;

    /// <param name="meters">Makes the meter.</param>
    public LimitMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _refused = meters.Create("RoomChat.Limits").CreateCounter<long>(
            "roomchat.limits.refused",
            "{refusal}",
            "Requests and actions that a limit refused, by what they were and by whose budget was used up");
    }

    /// <param name="action">The refused action: <c>sessions</c>, <c>connections</c>, <c>joins</c>, <c>messages</c>, <c>rooms</c>.</param>
    /// <param name="by">The owner of the used-up budget: <c>user</c>, <c>address</c>, <c>sender</c>, <c>room</c>.</param>
    public void Refused(string action, string by) =>
        _refused.Add(1, new KeyValuePair<string, object?>("action", action), new KeyValuePair<string, object?>("by", by));
}
