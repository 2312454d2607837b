namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What a message costs once, and once more for each instance that serves its room.</summary>
/// <param name="Once">However many instances serve the room.</param>
/// <param name="EachServing">For each of them.</param>
internal sealed record LinearCost(double Once, double EachServing)
{
    public double Of(double serving) => Once + (EachServing * serving);

    /// <summary>The line through two points; where noise makes one part less than nothing, it is nothing and the other takes all.</summary>
    public static LinearCost Through((double Serving, double Cost) few, (double Serving, double Cost) many)
    {
        if (many.Serving <= few.Serving) return new LinearCost(0, few.Cost / few.Serving);
        var each = Math.Max((many.Cost - few.Cost) / (many.Serving - few.Serving), 0);
        var once = few.Cost - (each * few.Serving);
        return once >= 0 ? new LinearCost(once, each) : new LinearCost(0, many.Cost / many.Serving);
    }
}
