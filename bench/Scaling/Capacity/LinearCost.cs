namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>A fixed cost and a cost per instance that serves the room.</summary>
/// <param name="Once">The fixed cost.</param>
/// <param name="EachServing">The cost per serving instance.</param>
internal sealed record LinearCost(double Once, double EachServing)
{
    public double Of(double serving) => Once + (EachServing * serving);

    /// <summary>The line through two points. If noise makes one part negative, it becomes 0 and the other part takes all.</summary>
    public static LinearCost Through((double Serving, double Cost) few, (double Serving, double Cost) many)
    {
        if (many.Serving <= few.Serving) return new LinearCost(0, few.Cost / few.Serving);
        var each = Math.Max((many.Cost - few.Cost) / (many.Serving - few.Serving), 0);
        var once = few.Cost - (each * few.Serving);
        return once >= 0 ? new LinearCost(once, each) : new LinearCost(0, many.Cost / many.Serving);
    }
}
