using System.Text.Json;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>A value in the file, with its position.</summary>
/// <param name="Kind">The JSON type.</param>
/// <param name="Path">The JSON path, such as <c>$.UserConfig.Namespaces[0]</c>.</param>
/// <param name="Line">The line number, from 1.</param>
internal sealed record ConfigNode(JsonValueKind Kind, string Path, int Line)
{
    /// <summary>The value of a text, or the digits of a number as in the file.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object, in the order of the file. A name may occur twice.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Members { get; init; } = [];

    /// <summary>The values of an array.</summary>
    public IReadOnlyList<ConfigNode> Items { get; init; } = [];

    public bool IsNull => Kind == JsonValueKind.Null;

    /// <summary>A description of the value for an error message.</summary>
    public string InWords => Kind switch
    {
        JsonValueKind.String => $"the text '{Text}'",
        JsonValueKind.Number => $"the number {Text}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Text,
    };

    /// <summary>Creates an error about this value.</summary>
    /// <param name="what">The problem, as a sentence without its full stop.</param>
    /// <param name="owner">The entity or rule that the value belongs to; null if there is none.</param>
    public FormatException Wrong(string what, string? owner = null) =>
        new($"line {Line}: {(owner is null ? "" : owner + ": ")}{what} ({Path}).");
}
