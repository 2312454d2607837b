using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A condition in Service Bus's SQL dialect. An unknown result does not match.</summary>
internal sealed class SqlFilter : IRuleFilter
{
    private readonly SqlNode _condition;

    /// <param name="expression">For example <c>sys.Label = 'news' AND shop_id IN ('a', @other)</c>.</param>
    /// <param name="parameters">Values of the <c>@</c> parameters. Names ignore case and may include the <c>@</c>.</param>
    /// <exception cref="SqlFilterException">The expression is wrong; the message gives the cause and position.</exception>
    public SqlFilter(string expression, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        Expression = expression;
        Parameters = parameters ?? ImmutableDictionary<string, object?>.Empty;
        _condition = SqlFilterParser.Parse(expression, Parameters);
        Required = [.. RequiredBy(_condition).DistinctBy(required => required.Field)];
    }

    public string Expression { get; }

    public IReadOnlyDictionary<string, object?> Parameters { get; }

    public IReadOnlyList<RequiredValue> Required { get; }

    public bool Matches(in Arrival arrival) => _condition.Evaluate(arrival) is true;

    // A conjunction is true only if all of its equalities are true.
    private static IEnumerable<RequiredValue> RequiredBy(SqlNode condition) => condition switch
    {
        SqlNode.Joined { IsAnd: true } all => all.Parts.SelectMany(RequiredBy),
        SqlNode.Comparison { Symbol: "=", Left: SqlNode.Field field, Right: SqlNode.Constant constant } => OneOrNone(field, constant),
        SqlNode.Comparison { Symbol: "=", Left: SqlNode.Constant constant, Right: SqlNode.Field field } => OneOrNone(field, constant),
        _ => [],
    };

    private static IEnumerable<RequiredValue> OneOrNone(SqlNode.Field field, SqlNode.Constant constant) =>
        RequiredValue.Of(field.Of, constant.Value) is { } required ? [required] : [];
}
