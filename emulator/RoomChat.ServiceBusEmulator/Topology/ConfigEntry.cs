using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>An entity in the file: its name, and what is said about it.</summary>
internal sealed class ConfigEntry
{
    private const string NameMember = "Name";
    private readonly ConfigObject _entry;

    /// <param name="node">The entry.</param>
    /// <param name="kind">The kind of entity, for an error when it has no name.</param>
    /// <param name="above">The topic of a subscription; null for the others.</param>
    /// <param name="settings">What its <c>Properties</c> may have.</param>
    /// <param name="children">The list that it may have; null when it has none.</param>
    /// <exception cref="FormatException">It has no name, or something that is not known.</exception>
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

    /// <summary>What is said about the entity; null when nothing is.</summary>
    public ConfigObject? Said { get; }

    /// <summary>The subscriptions of a topic, or the rules of a subscription.</summary>
    public IReadOnlyList<ConfigNode> Children { get; }

    /// <summary>Runs what may find a setting wrong, and says then where in the file it is.</summary>
    /// <exception cref="EntityException">A setting is wrong; the message has entity, setting and line.</exception>
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
