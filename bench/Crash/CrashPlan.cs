namespace RoomChat.Benchmarks.Crash;

/// <summary>How often to kill the emulator.</summary>
/// <param name="Rounds">Kills.</param>
/// <param name="Seed">Of the random times.</param>
internal sealed record CrashPlan(int Rounds, int Seed);
