namespace RoomChat.Benchmarks.Hostile;

/// <summary>Size and duration of a hostile run.</summary>
/// <param name="Clients">Number of correct clients, in rooms of <see cref="RoomSize"/>.</param>
/// <param name="Rate">Messages per second over all rooms.</param>
/// <param name="Rounds">Number of pairs of a quiet and a hostile period.</param>
/// <param name="Each">Duration of each period.</param>
internal sealed record HostilePlan(int Clients, int Rate, int Rounds, TimeSpan Each)
{
    public const int RoomSize = 50;

    /// <summary>Time between the last attack and the last memory measurement.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
}
