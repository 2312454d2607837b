namespace RoomChat.Benchmarks.Page;

/// <summary>One start of the page.</summary>
/// <param name="Typable">Seconds until the first field accepts keys: the name, or the composer.</param>
/// <param name="Interactive">Seconds until WebAssembly runs the page.</param>
/// <param name="Requests">Network requests until then.</param>
/// <param name="Bytes">Bytes of their answers on the network, including headers.</param>
/// <param name="BytesTypable">The same until the field accepted keys.</param>
internal sealed record PageFigures(double Typable, double Interactive, int Requests, long Bytes, long BytesTypable)
{
    /// <summary>The median of each figure. For an even number of starts it is the lower of the middle two.</summary>
    public static PageFigures MedianOf(IReadOnlyList<PageFigures> starts)
    {
        return new(
            Of(start => start.Typable),
            Of(start => start.Interactive),
            Of(start => start.Requests),
            Of(start => start.Bytes),
            Of(start => start.BytesTypable));

        T Of<T>(Func<PageFigures, T> figure) => starts.Select(figure).Order().ElementAt((starts.Count - 1) / 2);
    }
}
