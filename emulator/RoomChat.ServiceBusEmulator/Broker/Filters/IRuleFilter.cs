namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A rule's filter: decides whether a message matches.</summary>
internal interface IRuleFilter
{
    /// <summary>
    /// Field values that a message must have to match, besides other conditions. Each field occurs once. The index finds filters by them,
    /// so most filters are never evaluated. Empty if any message may match.
    /// </summary>
    IReadOnlyList<RequiredValue> Required { get; }

    /// <exception cref="SqlEvaluationException">The filter cannot be evaluated for this message.</exception>
    bool Matches(in Arrival arrival);
}
