namespace RoomChat.Benchmarks.Hostile;

/// <summary>How many, how long.</summary>
/// <param name="Clients">Good clients, in rooms of <see cref="RoomSize"/>.</param>
/// <param name="Rate">Messages a second that they hear of, all rooms together.</param>
/// <param name="Rounds">Pairs of a quiet and a hostile time.</param>
/// <param name="Each">How long each of the two lasts.</param>
internal sealed record HostilePlan(int Clients, int Rate, int Rounds, TimeSpan Each)
{
    public const int RoomSize = 50;

    /// <summary>After the last attack, before memory is looked at again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
}
