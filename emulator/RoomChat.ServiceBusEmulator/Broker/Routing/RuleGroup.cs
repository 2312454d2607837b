using System.Collections.Immutable;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>The rules that require values of the same fields, indexed by those values. Immutable.</summary>
internal sealed class RuleGroup
{
    private readonly ImmutableArray<MessageField> _fields;
    private readonly ImmutableDictionary<FieldKeys, ImmutableArray<IndexedRule>> _rules;

    private RuleGroup(ImmutableArray<MessageField> fields, ImmutableDictionary<FieldKeys, ImmutableArray<IndexedRule>> rules) =>
        (_fields, _rules) = (fields, rules);

    public bool IsEmpty => _rules.IsEmpty;

    public static RuleGroup Of(ImmutableArray<MessageField> fields) =>
        new(fields, ImmutableDictionary<FieldKeys, ImmutableArray<IndexedRule>>.Empty);

    public bool IsOf(ImmutableArray<MessageField> fields) => _fields.AsSpan().SequenceEqual(fields.AsSpan());

    public RuleGroup Add(FieldKeys keys, IndexedRule rule) =>
        new(_fields, _rules.SetItem(keys, _rules.GetValueOrDefault(keys, []).Add(rule)));

    public RuleGroup Remove(FieldKeys keys, IndexedRule rule)
    {
        var left = _rules.GetValueOrDefault(keys, []).Remove(rule);
        return new RuleGroup(_fields, left.IsEmpty ? _rules.Remove(keys) : _rules.SetItem(keys, left));
    }

    /// <summary>Returns rules whose required values the message has. Callers must still evaluate the full filters.</summary>
    public ImmutableArray<IndexedRule> Find(in Arrival arrival)
    {
        var keys = new object[_fields.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (SqlValues.KeyOf(_fields[i].Read(arrival)) is not { } key) return [];
            keys[i] = key;
        }

        return _rules.GetValueOrDefault(new FieldKeys(keys), []);
    }
}
