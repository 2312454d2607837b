using System.Text.Json;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>A value in the file, and where it is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its JSON path, as in <c>$.UserConfig.Namespaces[0]</c>.</param>
/// <param name="Line">Its line, from 1 on.</param>
internal sealed record ConfigNode(JsonValueKind Kind, string Path, int Line)
{
    /// <summary>A text, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The values of an object by their names, in the order of the file; a name may be there twice.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Members { get; init; } = [];

    /// <summary>The values of an array.</summary>
    public IReadOnlyList<ConfigNode> Items { get; init; } = [];

    public bool IsNull => Kind == JsonValueKind.Null;

    /// <summary>The value in words, for an error.</summary>
    public string InWords => Kind switch
    {
        JsonValueKind.String => $"the text '{Text}'",
        JsonValueKind.Number => $"the number {Text}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Text,
    };

    /// <summary>What is wrong with the value.</summary>
    /// <param name="what">A sentence without its end.</param>
    /// <param name="owner">The entity or rule that it belongs to; null when there is none.</param>
    public FormatException Wrong(string what, string? owner = null) =>
        new($"line {Line}: {(owner is null ? "" : owner + ": ")}{what} ({Path}).");
}
