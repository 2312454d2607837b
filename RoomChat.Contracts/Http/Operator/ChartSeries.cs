namespace RoomChat.Contracts.Http.Operator;

/// <summary>24 hours in minutes, over all instances. All lists are of one length.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Connections">Open connections at the end of each minute.</param>
/// <param name="Messages">Messages in each minute.</param>
/// <param name="Deliveries">Deliveries in each minute.</param>
public sealed record ChartSeries(
    DateTimeOffset From, IReadOnlyList<long> Connections, IReadOnlyList<long> Messages, IReadOnlyList<long> Deliveries);
