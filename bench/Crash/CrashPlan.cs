namespace RoomChat.Benchmarks.Crash;

/// <summary>The number of kills of the emulator.</summary>
/// <param name="Rounds">The number of kills.</param>
/// <param name="Seed">The seed of the random times.</param>
internal sealed record CrashPlan(int Rounds, int Seed);
