namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>RoomChat's figure compared with another's of the same run, and what it should be.</summary>
/// <param name="Scenario">Key of the scenario.</param>
/// <param name="Figure">What is compared.</param>
/// <param name="To">What RoomChat is compared with.</param>
/// <param name="Value">RoomChat's figure divided by the other's; or the figure itself, when it is compared with a number.</param>
/// <param name="AtLeast">The target's lower bound; null for none.</param>
/// <param name="AtMost">The target's upper bound; null for none.</param>
internal sealed record Ratio(string Scenario, string Figure, string To, double Value, double? AtLeast = null, double? AtMost = null)
{
    /// <summary>Whether the target is met; null when there is none.</summary>
    public bool? IsMet => AtLeast is null && AtMost is null ? null : !(Value < AtLeast) && !(Value > AtMost) && !double.IsNaN(Value);
}
