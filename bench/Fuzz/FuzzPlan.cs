namespace RoomChat.Benchmarks.Fuzz;

/// <summary>What to try.</summary>
/// <param name="Inputs">How many, over all targets.</param>
/// <param name="Seed">The same one tries the same inputs.</param>
internal sealed record FuzzPlan(int Inputs, int Seed);
