using System.Globalization;
using FsCheck.Xunit;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Filters;

/// <summary>
/// Builds random conditions and calculates their results without the filter code. Writes each condition with as few parentheses as
/// operator precedence allows.
/// </summary>
public sealed class SqlGrammarTests
{
    private const int Deepest = 4;
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private enum Level
    {
        Or,
        And,
        Not,
        Predicate,
        Sum,
        Product,
        Operand,
    }

    [Property(MaxTest = 2000)]
    public void Random_conditions_follow_operator_precedence(int seed)
    {
        var random = new Random(seed);
        var message = Sample.Message("m", null, ("x", random.Next(4)), ("y", (long)random.Next(4)), ("z", null));
        var condition = Condition(random, message, Deepest);
        var (text, expected) = (condition.Text, condition.Value);
        if (text.Length > SqlTokens.LongestText - 10) return;

        Assert.Equal(
            (expected is true, expected is false, expected is null),
            (Matches(text), Matches($"NOT ({text})"), Matches($"({text}) IS NULL")));

        bool Matches(string sql) => new SqlFilter(sql).Matches(message.Arriving());
    }

    private static Term<bool?> Condition(Random random, BrokerMessage message, int depth)
    {
        switch (depth == 0 ? 3 + random.Next(3) : random.Next(6))
        {
            case 0:
                return Binary(
                    Level.And, "AND", Condition(random, message, depth - 1), Condition(random, message, depth - 1), static (a, b) => a & b);
            case 1:
                return Binary(
                    Level.Or, "OR", Condition(random, message, depth - 1), Condition(random, message, depth - 1), static (a, b) => a | b);
            case 2:
                var inner = Condition(random, message, depth - 1);
                return new Term<bool?>(Level.Not, "NOT " + inner.At(Level.Not), !inner.Value);
            case 3:
                var (operand, isNull) = (Number(random, message, 2), random.Next(2) == 0);
                return new Term<bool?>(
                    Level.Predicate, $"{operand.At(Level.Sum)} IS {(isNull ? "" : "NOT ")}NULL", operand.Value is null == isNull);
            case 4:
                var (wanted, choices) =
                    (Number(random, message, 1), Enumerable.Range(0, random.Next(1, 4)).Select(_ => Number(random, message, 1)).ToList());
                var any = choices.Aggregate((bool?)false, (found, choice) => found | Compare("=", wanted.Value, choice.Value));
                return new Term<bool?>(
                    Level.Predicate,
                    $"{wanted.At(Level.Sum)} IN ({string.Join(", ", choices.Select(choice => choice.At(Level.Sum)))})",
                    any);
            default:
                var (left, right, symbol) =
                    (Number(random, message, 2), Number(random, message, 2), Comparisons[random.Next(Comparisons.Length)]);
                return new Term<bool?>(
                    Level.Predicate, $"{left.At(Level.Sum)} {symbol} {right.At(Level.Sum)}", Compare(symbol, left.Value, right.Value));
        }
    }

    private static Term<long?> Number(Random random, BrokerMessage message, int depth)
    {
        switch (depth == 0 ? random.Next(2) : random.Next(6))
        {
            case 0:
                var constant = (long)random.Next(4);
                return new Term<long?>(Level.Operand, constant.ToString(CultureInfo.InvariantCulture), constant);
            case 1:
                var name = ((string[])["x", "y", "z", "missing"])[random.Next(4)];
                return new Term<long?>(Level.Operand, name, message.Properties.GetValueOrDefault(name) is { } value
                    ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
                    : null);
            case 2:
                return Binary(
                    Level.Sum, "+", Number(random, message, depth - 1), Number(random, message, depth - 1), static (a, b) => a + b);
            case 3:
                return Binary(
                    Level.Sum, "-", Number(random, message, depth - 1), Number(random, message, depth - 1), static (a, b) => a - b);
            case 4:
                return Binary(
                    Level.Product, "*", Number(random, message, depth - 1), Number(random, message, depth - 1), static (a, b) => a * b);
            default:
                var inner = Number(random, message, depth - 1);
                return new Term<long?>(Level.Operand, "-" + inner.At(Level.Operand), -inner.Value);
        }
    }

    private static bool? Compare(string symbol, long? left, long? right) => (left, right) is (null, _) or (_, null) ? null : symbol switch
    {
        "=" => left == right,
        "<>" or "!=" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };

    // Operators of one level are left-associative, so a right operand of the same level needs parentheses.
    private static Term<T> Binary<T>(Level level, string symbol, Term<T> left, Term<T> right, Func<T, T, T> calculate) =>
        new(level, $"{left.At(level)} {symbol} {right.At(level + 1)}", calculate(left.Value, right.Value));

    private sealed record Term<T>(Level Level, string Text, T Value)
    {
        public string At(Level level) => Level >= level ? Text : $"({Text})";
    }
}
