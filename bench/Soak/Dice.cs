using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Benchmarks.Soak;

/// <summary>Repeatable chance. For one thread at a time.</summary>
/// <param name="seed">Of the run.</param>
/// <param name="player">Who throws them: each has a sequence of its own.</param>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Nothing here is a secret.")]
internal sealed class Dice(int seed, int player)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) + player));

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>How long until something that happens this often on average, and at no particular moment.</summary>
    public TimeSpan Until(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());
}
