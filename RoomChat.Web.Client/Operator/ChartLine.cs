using System.Globalization;
using System.Text;

namespace RoomChat.Web.Client.Operator;

/// <summary>A line of a chart as an SVG path, in an area of <see cref="Width"/> by <see cref="Height"/>.</summary>
internal static class ChartLine
{
    /// <summary>Width of the area, and the maximum number of points.</summary>
    public const int Width = 288;

    /// <summary>Height of the area.</summary>
    public const int Height = 60;

    /// <summary>Makes the path. Where several values share a point, the largest is drawn, so that no peak is lost.</summary>
    public static string Of(IReadOnlyList<long> values)
    {
        if (values.Count == 0) return "";
        var most = Math.Max(1, values.Max());
        var points = Math.Min(Width, values.Count);
        var path = new StringBuilder();
        for (var i = 0; i < points; i++)
        {
            var (from, to) = (i * values.Count / points, (i + 1) * values.Count / points);
            long peak = 0;
            for (var j = from; j < to; j++) peak = Math.Max(peak, values[j]);
            var x = points == 1 ? 0 : (double)i * Width / (points - 1);
            var y = Height - (double)peak / most * Height;
            path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
        }
        return path.ToString();
    }
}
