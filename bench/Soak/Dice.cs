using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Repeatable random numbers. For one thread at a time.</summary>
/// <param name="seed">The seed of the run.</param>
/// <param name="player">The number of the user of this instance. Each has a separate sequence.</param>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Nothing here is a secret.")]
internal sealed class Dice(int seed, int player)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) + player));

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>A random time until the next event, exponentially distributed with this mean.</summary>
    public TimeSpan Until(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());
}
