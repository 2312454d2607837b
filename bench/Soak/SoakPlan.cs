namespace RoomChat.Benchmarks.Soak;

/// <summary>Duration and load of a soak run.</summary>
/// <param name="Duration">Time in which members join and leave. The start and the last deliveries are not included.</param>
/// <param name="Connections">Number of members. Each has one connection.</param>
/// <param name="Rate">Messages per second over all rooms.</param>
/// <param name="Rooms">
/// Number of rooms. Members are in two rooms on average, so there are about 2 × rate × members ÷ rooms deliveries per second.
/// </param>
/// <param name="Seed">The seed of the members' actions.</param>
/// <param name="Disturbance">The disturbance of the instances every minute.</param>
/// <param name="Outlaws">Number of additional clients that break the rules.</param>
/// <param name="Sabotage">Sabotage of one message before the checker, to prove that the checker works.</param>
internal sealed record SoakPlan(
    TimeSpan Duration, int Connections, int Rate, int Rooms, int Seed, SoakDisturbance Disturbance, int Outlaws, SabotageKind Sabotage);
