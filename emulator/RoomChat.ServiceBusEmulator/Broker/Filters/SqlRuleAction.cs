using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Changes that a rule makes to its own copy of a message. Only the copy changes: no second duplicate check, no new schedule.
/// </summary>
internal sealed class SqlRuleAction
{
    private readonly IReadOnlyList<SqlStatement> _statements;

    /// <param name="expression">For example <c>SET sys.Label = 'urgent'; SET price = price * 2; REMOVE secret</c>.</param>
    /// <param name="parameters">Values of the <c>@</c> parameters. Names ignore case and may include the <c>@</c>.</param>
    /// <exception cref="SqlFilterException">The expression is wrong; the message gives the cause and position.</exception>
    public SqlRuleAction(string expression, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        Expression = expression;
        Parameters = parameters ?? ImmutableDictionary<string, object?>.Empty;
        _statements = SqlActionParser.Parse(expression, Parameters);
    }

    public string Expression { get; }

    public IReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>Applies the changes in order. Each change sees the earlier ones.</summary>
    /// <exception cref="SqlEvaluationException">A change cannot be applied to this message.</exception>
    public BrokerMessage Apply(in Arrival arrival)
    {
        var changed = arrival.Message;
        foreach (var statement in _statements) changed = statement.Apply(arrival with { Message = changed });
        return changed;
    }
}
