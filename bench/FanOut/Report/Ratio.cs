namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>A ratio of RoomChat's figure to another server's figure in the same run, and its target.</summary>
/// <param name="Scenario">The key of the scenario.</param>
/// <param name="Figure">The name of the figure.</param>
/// <param name="To">The base of the comparison.</param>
/// <param name="Value">RoomChat's figure divided by the other figure, or RoomChat's figure itself when the target is a number.</param>
/// <param name="AtLeast">The target's lower bound, or null.</param>
/// <param name="AtMost">The target's upper bound, or null.</param>
internal sealed record Ratio(string Scenario, string Figure, string To, double Value, double? AtLeast = null, double? AtMost = null)
{
    /// <summary>Whether the target is met, or null without a target.</summary>
    public bool? IsMet => AtLeast is null && AtMost is null ? null : !(Value < AtLeast) && !(Value > AtMost) && !double.IsNaN(Value);
}
