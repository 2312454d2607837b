using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>An entity in the file: its name and its settings.</summary>
internal sealed class ConfigEntry
{
    private const string NameMember = "Name";
    private readonly ConfigObject _entry;

    /// <param name="node">The JSON object of the entity.</param>
    /// <param name="kind">The kind of entity, for the error about a missing name.</param>
    /// <param name="above">The topic of a subscription; null for other entities.</param>
    /// <param name="settings">The allowed members of <c>Properties</c>.</param>
    /// <param name="children">The name of the list of children; null if the kind has none.</param>
    /// <exception cref="FormatException">The name is missing, or a member is unknown.</exception>
    public ConfigEntry(ConfigNode node, string kind, string? above, IReadOnlyCollection<string> settings, string? children = null)
    {
        var owner = NameIn(node) is { } given ? $"'{(above is null ? given : $"{above}/{given}")}'" : null;
        _entry = new ConfigObject(node, owner, children is null ? [NameMember, "Properties"] : [NameMember, "Properties", children]);
        Name = _entry.Text(NameMember) ?? "";
        if (string.IsNullOrWhiteSpace(Name)) throw node.Wrong($"The name of {kind} is missing");
        Said = _entry.Object("Properties", settings);
        Children = children is null ? [] : _entry.List(children);
    }

    public string Name { get; }

    /// <summary>The settings of the entity; null if the file has none.</summary>
    public ConfigObject? Said { get; }

    /// <summary>The subscriptions of a topic, or the rules of a subscription.</summary>
    public IReadOnlyList<ConfigNode> Children { get; }

    /// <summary>Runs an action, and adds the place in the file to its error about a setting.</summary>
    /// <exception cref="EntityException">A setting is wrong; the message has the entity, the setting and the line.</exception>
    public void Locate(Action action)
    {
        try
        {
            action();
        }
        catch (EntityException exception)
        {
            var setting = exception.Setting ?? NameMember;
            var node = Said?.Find(setting) ?? _entry.Find(setting) ?? _entry.Node;
            var isNamed = exception.Message.StartsWith('\'');
            var error = node.Wrong(exception.Message.TrimEnd('.'), isNamed ? null : $"{_entry.Owner}: {setting}");
            throw new EntityException(exception.Fault, error.Message);
        }
    }

    public FormatException Wrong(string what) => _entry.Node.Wrong(what);

    private static string? NameIn(ConfigNode node)
    {
        var (_, name) = node.Members.FirstOrDefault(static member => member.Key.Equals(NameMember, StringComparison.OrdinalIgnoreCase));
        return name is { Text.Length: > 0 } ? name.Text : null;
    }
}
