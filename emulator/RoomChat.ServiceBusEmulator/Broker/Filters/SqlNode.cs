using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A node of a condition or expression. Evaluates to a value, or null for unknown.</summary>
internal abstract record SqlNode
{
    private SqlNode()
    {
    }

    /// <exception cref="SqlEvaluationException">The node cannot be evaluated for this message.</exception>
    public abstract object? Evaluate(in Arrival arrival);

    public sealed record Constant(object? Value) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => Value;
    }

    public sealed record Field(MessageField Of) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => Of.Read(arrival);
    }

    /// <summary><c>property(name)</c>: the message determines the property name.</summary>
    public sealed record NamedField(SqlNode Name) : SqlNode
    {
        private const string SystemScope = "sys.";

        public override object? Evaluate(in Arrival arrival)
        {
            if (Name.Evaluate(arrival) is not string name) return null;
            if (!name.StartsWith(SystemScope, StringComparison.OrdinalIgnoreCase))
                return MessageField.PropertyInAnyCase(name).Read(arrival);
            return StandardFields.TryGet(name[SystemScope.Length..], out var field)
                ? field.Read(arrival)
                : throw new SqlEvaluationException($"There is no '{name}'");
        }
    }

    public sealed record NewId : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => Guid.NewGuid();
    }

    public sealed record Exists(MessageField Of) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => Of.Exists(arrival);
    }

    public sealed record IsNull(SqlNode Operand) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => Operand.Evaluate(arrival) is null;
    }

    public sealed record Not(SqlNode Operand) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) => SqlValues.Not(Operand.Evaluate(arrival));
    }

    /// <summary>AND or OR. The first part with the deciding value decides. Without one, any unknown part gives unknown.</summary>
    public sealed record Joined(bool IsAnd, ImmutableArray<SqlNode> Parts) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival)
        {
            bool? result = IsAnd;
            foreach (var part in Parts)
            {
                var value = part.Evaluate(arrival) as bool?;
                if (value == !IsAnd) return value;
                if (value is null) result = null;
            }

            return result;
        }
    }

    public sealed record Comparison(string Symbol, SqlNode Left, SqlNode Right) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival)
        {
            var (left, right) = (Left.Evaluate(arrival), Right.Evaluate(arrival));
            return Symbol switch
            {
                "=" => SqlValues.AreEqual(left, right),
                "<>" or "!=" => !SqlValues.AreEqual(left, right),
                "<" => SqlValues.Compare(left, right) is { } order ? order < 0 : null,
                "<=" => SqlValues.Compare(left, right) is { } order ? order <= 0 : null,
                ">" => SqlValues.Compare(left, right) is { } order ? order > 0 : null,
                ">=" => SqlValues.Compare(left, right) is { } order ? order >= 0 : null,
                _ => throw new InvalidOperationException($"'{Symbol}' does not compare."),
            };
        }
    }

    public sealed record In(SqlNode Operand, ImmutableArray<SqlNode> Choices) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival)
        {
            bool? result = false;
            var value = Operand.Evaluate(arrival);
            foreach (var choice in Choices)
            {
                var same = SqlValues.AreEqual(value, choice.Evaluate(arrival));
                if (same is true) return true;
                if (same is null) result = null;
            }

            return result;
        }
    }

    public sealed record Like(SqlNode Operand, SqlNode Pattern, SqlNode? Escape) : SqlNode
    {
        private readonly SqlPattern? _fixed = (Pattern, Escape) switch
        {
            (Constant { Value: string pattern }, null) => new SqlPattern(pattern, escape: null),
            (Constant { Value: string pattern }, Constant { Value: string and [var one] }) => new SqlPattern(pattern, one),
            _ => null,
        };

        public override object? Evaluate(in Arrival arrival)
        {
            if (Operand.Evaluate(arrival) is not string text) return null;
            var pattern = _fixed ?? ReadPattern(arrival);
            return pattern?.Matches(text);
        }

        private SqlPattern? ReadPattern(in Arrival arrival)
        {
            if (Pattern.Evaluate(arrival) is not string pattern) return null;
            if (Escape is null) return new SqlPattern(pattern, escape: null);
            return Escape.Evaluate(arrival) switch
            {
                null => null,
                string and [var one] => new SqlPattern(pattern, one),
                var other => throw new SqlEvaluationException($"ESCAPE takes one character, and not '{other}'"),
            };
        }
    }

    public sealed record Arithmetic(char Symbol, SqlNode Left, SqlNode Right) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival) =>
            SqlArithmetic.Calculate(Symbol, Left.Evaluate(arrival), Right.Evaluate(arrival));
    }

    public sealed record Signed(bool IsNegative, SqlNode Operand) : SqlNode
    {
        public override object? Evaluate(in Arrival arrival)
        {
            var value = Operand.Evaluate(arrival);
            if (IsNegative) return SqlArithmetic.Negate(value);
            return SqlValues.IsNumber(value) ? value : null;
        }
    }
}
