using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>
/// An object in the file; unknown members are an error. Names ignore case. A null member counts as missing: both mean the default.
/// </summary>
internal sealed class ConfigObject
{
    private readonly Dictionary<string, ConfigNode> _members = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="node">The object.</param>
    /// <param name="owner">The entity or rule that the object belongs to, for errors; null if there is none.</param>
    /// <param name="allowed">The allowed member names.</param>
    /// <exception cref="FormatException">The value is not an object, or a member is unknown or occurs twice.</exception>
    public ConfigObject(ConfigNode node, string? owner, IReadOnlyCollection<string> allowed)
    {
        (Node, Owner) = (node, owner);
        if (node.Kind != JsonValueKind.Object)
            throw Wrong(node, $"it must be an object with {string.Join(", ", allowed)}, but is {node.InWords}");
        foreach (var (name, value) in node.Members)
        {
            if (!allowed.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Wrong(value, $"'{name}' is not known; allowed here: {string.Join(", ", allowed)}");
            if (!_members.TryAdd(name, value)) throw Wrong(value, $"'{name}' is there twice");
        }
    }

    public ConfigNode Node { get; }

    /// <summary>The entity or rule that the object belongs to.</summary>
    public string? Owner { get; }

    /// <summary>Whether all members are null or missing.</summary>
    public bool IsEmpty => _members.Values.All(static member => member.IsNull);

    public FormatException Wrong(ConfigNode at, string what) => at.Wrong(what, Owner);

    /// <summary>The value of a member; null if it is null or missing.</summary>
    public ConfigNode? Find(string name) => _members.GetValueOrDefault(name) is { IsNull: false } node ? node : null;

    /// <exception cref="FormatException">The value is not an object, or a member is unknown.</exception>
    public ConfigObject? Object(string name, IReadOnlyCollection<string> allowed) =>
        Find(name) is { } node ? new ConfigObject(node, Owner, allowed) : null;

    /// <exception cref="FormatException">The value is not an array.</exception>
    public IReadOnlyList<ConfigNode> List(string name) => Read(name, JsonValueKind.Array, "an array", static node => node.Items) ?? [];

    /// <exception cref="FormatException">The value is not a text.</exception>
    public string? Text(string name) => Read(name, JsonValueKind.String, "a text", static node => node.Text);

    /// <exception cref="FormatException">The value is neither true nor false.</exception>
    public bool Flag(string name, bool fallback = false) => Find(name) switch
    {
        null => fallback,
        { Kind: JsonValueKind.True } => true,
        { Kind: JsonValueKind.False } => false,
        var other => throw Wrong(other, $"{name} must be true or false, but is {other.InWords}"),
    };

    /// <summary>A whole number. A text, or a fraction of zero, is accepted, too.</summary>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    public int Number(string name, int fallback)
    {
        if (Find(name) is not { } node) return fallback;
        return node.Kind is JsonValueKind.Number or JsonValueKind.String
            && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw Wrong(node, $"{name} must be a whole number, but is {node.InWords}");
    }

    /// <exception cref="FormatException">The value is not a duration.</exception>
    public TimeSpan Duration(string name, TimeSpan fallback)
    {
        if (Text(name) is not { } text || string.IsNullOrWhiteSpace(text)) return fallback;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw Wrong(Find(name)!, $"{name} '{text}' is not an ISO 8601 duration such as PT1M");
        }
    }

    private T? Read<T>(string name, JsonValueKind kind, string expected, Func<ConfigNode, T> read) where T : class
    {
        if (Find(name) is not { } node) return null;
        return node.Kind == kind ? read(node) : throw Wrong(node, $"{name} must be {expected}, but is {node.InWords}");
    }
}
