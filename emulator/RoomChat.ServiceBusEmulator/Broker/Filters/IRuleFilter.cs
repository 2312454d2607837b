namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Decides whether a subscription wants a message.</summary>
internal interface IRuleFilter
{
    /// <summary>
    /// Values that a message must have to match, whatever else the filter asks for; each field once. The index finds filters by them, so
    /// that most are never asked. Empty when any message may match.
    /// </summary>
    IReadOnlyList<RequiredValue> Required { get; }

    /// <exception cref="SqlEvaluationException">The filter makes no sense for this message.</exception>
    bool Matches(in Arrival arrival);
}
