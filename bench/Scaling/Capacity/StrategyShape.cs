namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>How the broker's work grows under a strategy. Measurements must agree, see <c>docs/scaling.md</c>.</summary>
/// <param name="Receives">Receives per message, by load and instances.</param>
/// <param name="Rules">Number of rules on the message's topic.</param>
/// <param name="Subscriptions">Number of subscriptions of a topic.</param>
/// <param name="Topics">Number of topics.</param>
/// <param name="ReachesEveryone">Whether a message goes to every connection.</param>
internal sealed record StrategyShape(
    Func<CapacityLoad, int, double> Receives, Func<CapacityLoad, int, double> Rules,
    Func<int, double> Subscriptions, Func<CapacityLoad, double> Topics, bool ReachesEveryone = false)
{
    /// <exception cref="FormatException">The strategy is unknown.</exception>
    public static StrategyShape Of(string strategy) => strategy switch
    {
        "SharedSubscription" => new((_, _) => 1, (_, _) => 1, _ => 1, _ => 1),
        // One rule per room on each instance that serves it, and one rule per instance for messages to everyone.
        "FilteredSubscription" => new(
            static (load, instances) => load.Serving(instances),
            static (load, instances) => (load.Rooms * load.Serving(instances)) + instances,
            static instances => instances,
            _ => 1),
        "TopicPerRoom" => new((_, _) => 1, (_, _) => 1, _ => 1, static load => load.Rooms),
        "ClientSide" => new(
            static (_, instances) => instances,
            static (_, instances) => instances,
            static instances => instances,
            _ => 1,
            ReachesEveryone: true),
        _ => throw new FormatException($"There is no strategy '{strategy}'."),
    };
}
