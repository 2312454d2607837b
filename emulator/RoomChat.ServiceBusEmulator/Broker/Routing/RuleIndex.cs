using System.Collections.Immutable;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>
/// Finds the rules that match a message without evaluating all of them. Rules with required values are looked up by the message's values.
/// The cost depends on the number of different field sets, not on the number of such rules. Immutable.
/// </summary>
internal sealed class RuleIndex
{
    public static readonly RuleIndex Empty = new([], []);

    private readonly ImmutableArray<RuleGroup> _groups;
    private readonly ImmutableArray<IndexedRule> _others;

    private RuleIndex(ImmutableArray<RuleGroup> groups, ImmutableArray<IndexedRule> others) => (_groups, _others) = (groups, others);

    public RuleIndex Add(IndexedRule rule)
    {
        if (!TryGetPlace(rule.Rule.Filter, out var fields, out var keys)) return new RuleIndex(_groups, _others.Add(rule));
        var group = Find(fields);
        return group is null
            ? new RuleIndex(_groups.Add(RuleGroup.Of(fields).Add(keys, rule)), _others)
            : new RuleIndex(_groups.Replace(group, group.Add(keys, rule)), _others);
    }

    public RuleIndex Remove(IndexedRule rule)
    {
        if (!TryGetPlace(rule.Rule.Filter, out var fields, out var keys)) return new RuleIndex(_groups, _others.Remove(rule));
        if (Find(fields) is not { } group) return this;
        var left = group.Remove(keys, rule);
        return new RuleIndex(left.IsEmpty ? _groups.Remove(group) : _groups.Replace(group, left), _others);
    }

    /// <summary>The rules that match or fail, by subscription and then by age.</summary>
    public IReadOnlyList<RuleMatch> Match(in Arrival arrival)
    {
        var matching = new List<RuleMatch>();
        foreach (var group in _groups) AddMatching(matching, group.Find(arrival), arrival);
        AddMatching(matching, _others, arrival);
        if (matching.Count > 1) matching.Sort(static (left, right) => IndexedRule.ByPlace(left.Rule, right.Rule));
        return matching;
    }

    private static void AddMatching(List<RuleMatch> matching, ImmutableArray<IndexedRule> candidates, in Arrival arrival)
    {
        foreach (var candidate in candidates)
        {
            try
            {
                if (candidate.Rule.Filter.Matches(arrival)) matching.Add(new RuleMatch(candidate));
            }
            catch (SqlEvaluationException exception)
            {
                matching.Add(new RuleMatch(candidate, exception));
            }
        }
    }

    private static bool TryGetPlace(IRuleFilter filter, out ImmutableArray<MessageField> fields, out FieldKeys keys)
    {
        // Sorted, so that filters with the same fields in another order share a group.
        var required = filter.Required.OrderBy(value => value.Field.ToString(), StringComparer.Ordinal).ToList();
        fields = [.. required.Select(value => value.Field)];
        keys = new FieldKeys([.. required.Select(value => value.Key)]);
        return required.Count > 0;
    }

    private RuleGroup? Find(ImmutableArray<MessageField> fields)
    {
        foreach (var group in _groups)
        {
            if (group.IsOf(fields)) return group;
        }

        return null;
    }
}
