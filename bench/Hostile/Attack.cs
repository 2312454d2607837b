namespace RoomChat.Benchmarks.Hostile;

/// <summary>Something that a client must not get away with, done again and again.</summary>
/// <param name="Name">In a few words.</param>
/// <param name="Attackers">How many do it at once.</param>
/// <param name="Pause">How long each rests before the next time.</param>
/// <param name="Once">Does it once. It may fail: a refusal is what is hoped for.</param>
internal sealed record Attack(string Name, int Attackers, TimeSpan Pause, Func<CancellationToken, Task> Once);
