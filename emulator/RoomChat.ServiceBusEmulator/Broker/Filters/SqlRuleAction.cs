using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>
/// Changes that a rule makes to its own copy of a message. Nothing but the copy is affected: no second duplicate check, no new schedule.
/// </summary>
internal sealed class SqlRuleAction
{
    private readonly IReadOnlyList<SqlStatement> _statements;

    /// <param name="expression">For example <c>SET sys.Label = 'urgent'; SET price = price * 2; REMOVE secret</c>.</param>
    /// <param name="parameters">Values for what the expression has after <c>@</c>; names ignore case and may have the <c>@</c>.</param>
    /// <exception cref="SqlFilterException">The expression is wrong; the message says what and where.</exception>
    public SqlRuleAction(string expression, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        Expression = expression;
        Parameters = parameters ?? ImmutableDictionary<string, object?>.Empty;
        _statements = SqlActionParser.Parse(expression, Parameters);
    }

    public string Expression { get; }

    public IReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>Makes the changes one after the other, each seeing those before it.</summary>
    /// <exception cref="SqlEvaluationException">One of them makes no sense for this message.</exception>
    public BrokerMessage Apply(in Arrival arrival)
    {
        var changed = arrival.Message;
        foreach (var statement in _statements) changed = statement.Apply(arrival with { Message = changed });
        return changed;
    }
}
