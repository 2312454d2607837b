namespace RoomChat.Benchmarks.Fuzz;

/// <summary>The inputs to try.</summary>
/// <param name="Inputs">The number of inputs over all targets.</param>
/// <param name="Seed">The same seed gives the same inputs.</param>
internal sealed record FuzzPlan(int Inputs, int Seed);
