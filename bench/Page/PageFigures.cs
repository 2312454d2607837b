namespace RoomChat.Benchmarks.Page;

/// <summary>One start of the page.</summary>
/// <param name="Typable">Seconds until a key can be pressed in the field that is wanted: the name, or the composer.</param>
/// <param name="Interactive">Seconds until WebAssembly has taken over.</param>
/// <param name="Requests">Requests that went over the network until then.</param>
/// <param name="Bytes">What they brought, with headers, as it was sent.</param>
/// <param name="BytesTypable">The same, until a key could be pressed.</param>
internal sealed record PageFigures(double Typable, double Interactive, int Requests, long Bytes, long BytesTypable)
{
    /// <summary>The median of each figure; of an even number of starts the lower of the middle two.</summary>
    public static PageFigures MedianOf(IReadOnlyList<PageFigures> starts)
    {
        return new(Of(start => start.Typable), Of(start => start.Interactive), Of(start => start.Requests), Of(start => start.Bytes), Of(start => start.BytesTypable));

        T Of<T>(Func<PageFigures, T> figure) => starts.Select(figure).Order().ElementAt((starts.Count - 1) / 2);
    }
}
