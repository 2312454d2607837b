using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Broker.Routing;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Routing;

public sealed class RuleIndexTests
{
    // Integers near 2^53 share one double value.
    private static readonly object?[] Values =
    [
        "x", "y", "", null, true, false, 1, 1L, (byte)1, 1.0, 1f, 1m, 1.00m, 1.5, 1.5m, 0.1f, 0.1, 0.1m, ulong.MaxValue, -1L, double.NaN,
        9_007_199_254_740_992L, 9_007_199_254_740_993L, 9_007_199_254_740_992d,
        9_007_199_254_740_993m, Guid.Empty, DateTime.UnixEpoch, TimeSpan.Zero, 'x',
    ];

    private static readonly string[] Names = ["a", "A", "b"];

    private static readonly string[] Conditions =
    [
        "a = 'x'", "A = 1", "'x' = a", "1.5 = b", "sys.Label = 'x'", "sys.SessionId = 'y'",
        "b > 1", "NOT a = 1", "a <> 'x'", "b IN ('x', 1)", "a = b", "a = NULL",
        "a = 'y'", "a = 9007199254740993", "a / 0 = 1", "1 = 1", "b = TRUE",
    ];

    [Property(MaxTest = 300)]
    public void Index_finds_the_same_rules_as_a_full_scan(int seed)
    {
        var random = new Random(seed);
        using var subscription = new Subscription(new SubscriptionDescription("t", "s"), [], new FakeTimeProvider());
        var index = RuleIndex.Empty;
        var rules = new List<IndexedRule>();
        for (var step = 0; step < 60; step++)
        {
            if (rules.Count > 0 && random.Next(4) == 0)
            {
                var gone = rules[random.Next(rules.Count)];
                rules.Remove(gone);
                index = index.Remove(gone);
            }
            else
            {
                var rule = new IndexedRule(random.Next(5), step, subscription, new SubscriptionRule("r", Filter(random)));
                rules.Add(rule);
                index = index.Add(rule);
            }

            var arrival = Message(random).Arriving();

            Assert.Equal(
                rules.Where(rule => MatchesOrFails(rule, arrival)).Order(Comparer<IndexedRule>.Create(IndexedRule.ByPlace)),
                index.Match(arrival).Select(match => match.Rule));
        }
    }

    [Fact]
    public void Rules_that_require_another_value_are_not_evaluated()
    {
        using var subscription = new Subscription(new SubscriptionDescription("t", "s"), [], new FakeTimeProvider());
        var asked = new List<string>();
        var index = RuleIndex.Empty;
        for (var i = 0; i < 1000; i++)
        {
            var filter = new AskedFilter(
                new CorrelationFilter { Properties = Sample.Message("p", null, ("shop_id", $"shop-{i}")).Properties }, asked);
            index = index.Add(new IndexedRule(i, i, subscription, new SubscriptionRule($"rule-{i}", filter)));
        }

        var found = index.Match(Sample.Message("m", null, ("shop_id", "shop-500")).Arriving());

        Assert.Equal("rule-500", Assert.Single(found).Rule.Rule.Name);
        Assert.Single(asked);
    }

    [Theory]
    [InlineData("shop_id = 'a'", 1)]
    [InlineData("sys.Label = 'x' AND (n = 1 AND 'a' = shop_id) AND n > 0", 3)]
    [InlineData("shop_id = 'a' AND shop_id = 'b'", 1)]
    [InlineData("shop_id = NULL", 0)]
    [InlineData("shop_id = 'a' OR n = 1", 0)]
    [InlineData("NOT shop_id = 'a'", 0)]
    [InlineData("shop_id > 'a'", 0)]
    public void Required_equalities_of_a_condition_are_found(string condition, int count) =>
        Assert.Equal(count, new SqlFilter(condition).Required.Count);

    private static bool MatchesOrFails(IndexedRule rule, Arrival arrival)
    {
        try
        {
            return rule.Rule.Filter.Matches(arrival);
        }
        catch (SqlEvaluationException)
        {
            // The index does not evaluate a filter when the message does not meet the filter's required equalities.
            return rule.Rule.Filter.Required.All(required => required.Key.Equals(SqlValues.KeyOf(required.Field.Read(arrival))));
        }
    }

    private static BrokerMessage Message(Random random) =>
        Sample.Message("m", Text(random), Properties(random)) with { Subject = Text(random) };

    private static IRuleFilter Filter(Random random) => random.Next(8) switch
    {
        0 => new MatchAll(),
        1 => new MatchNone(),
        < 5 => new CorrelationFilter
        {
            Label = random.Next(2) == 0 ? Text(random) : null,
            SessionId = random.Next(3) == 0 ? Text(random) : null,
            Properties = Sample.Message("p", null, Properties(random)).Properties,
        },
        _ => new SqlFilter(string.Join(random.Next(3) == 0 ? " OR " : " AND ", random.GetItems(Conditions, random.Next(1, 4)))),
    };

    private static (string Name, object? Value)[] Properties(Random random) =>
        [.. Names.Where(_ => random.Next(2) == 0).Select(name => (name, Values[random.Next(Values.Length)]))];

    private static string? Text(Random random) => random.Next(3) switch { 0 => "x", 1 => "y", _ => null };

    /// <summary>Records each evaluation.</summary>
    private sealed class AskedFilter(CorrelationFilter inner, List<string> asked) : IRuleFilter
    {
        public IReadOnlyList<RequiredValue> Required => inner.Required;

        public bool Matches(in Arrival arrival)
        {
            asked.Add(arrival.Message.MessageId);
            return inner.Matches(arrival);
        }
    }
}
