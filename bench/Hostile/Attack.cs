namespace RoomChat.Benchmarks.Hostile;

/// <summary>A forbidden client action that is repeated.</summary>
/// <param name="Name">A short description.</param>
/// <param name="Attackers">Number of concurrent attackers.</param>
/// <param name="Pause">Pause of each attacker between two actions.</param>
/// <param name="Once">Does the action once. It may fail, because a refusal is expected.</param>
internal sealed record Attack(string Name, int Attackers, TimeSpan Pause, Func<CancellationToken, Task> Once);
