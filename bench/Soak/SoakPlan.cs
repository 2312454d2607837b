namespace RoomChat.Benchmarks.Soak;

/// <summary>How long and how hard.</summary>
/// <param name="Duration">How long members come and go; starting and the last deliveries come on top.</param>
/// <param name="Connections">Members, each one connection.</param>
/// <param name="Rate">Messages a second, all rooms together.</param>
/// <param name="Rooms">
/// Rooms. Members are in two of them on average, so that there are about 2 × rate × members ÷ rooms deliveries a second.
/// </param>
/// <param name="Seed">Of what members do and when.</param>
/// <param name="Disturbance">What happens to the instances every minute.</param>
/// <param name="Outlaws">Clients beside the members that do what none should.</param>
/// <param name="Sabotage">What is done to one message on its way to the checker, to see that the checker sees it.</param>
internal sealed record SoakPlan(TimeSpan Duration, int Connections, int Rate, int Rooms, int Seed, SoakDisturbance Disturbance, int Outlaws, SabotageKind Sabotage);
