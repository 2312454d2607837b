using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Filters;

public sealed class RuleRecordsTests
{
    private static readonly (string Name, object? Value)[] Values =
    [
        ("text", "a"), ("yes", true), ("int", 5), ("long", long.MaxValue),
        ("ulong", ulong.MaxValue), ("byte", (byte)1), ("sbyte", (sbyte)-1), ("short", (short)2),
        ("ushort", (ushort)3), ("uint", 4u), ("float", 0.1f), ("double", 0.1), ("decimal", 1.50m),
        ("char", 'x'), ("id", Guid.Parse("00000000-0000-0000-0000-000000000001")),
        ("at", new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc)),
        ("offset", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))),
        ("life", TimeSpan.FromTicks(12_345)), ("uri", new Uri("http://localhost/a")), ("null", null),
    ];

    private static readonly IReadOnlyDictionary<string, object?> Properties = Sample.Message("p", null, Values).Properties;

    [Fact]
    public void Every_kind_of_rule_round_trips_through_JSON()
    {
        SubscriptionRule[] rules =
        [
            SubscriptionRule.Default,
            new("none", new MatchNone()) { CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            new("sql", new SqlFilter("n = @text", Properties))
            {
                Action = new SqlRuleAction("SET n = @decimal; REMOVE sys.To", Properties)
            },
            new("correlation", new CorrelationFilter
            {
                ContentType = "1", CorrelationId = "2", Label = "3", MessageId = "4", ReplyTo = "5",
                ReplyToSessionId = "6", SessionId = "7", To = "8", Properties = Properties,
            }),
        ];

        var back = rules.Select(rule => RuleRecords.ToRule(ThroughJson(RuleRecords.ToRecord(rule)))).ToList();

        Assert.Equal(
            rules.Select(rule => (rule.Name, rule.CreatedAt, rule.Filter.GetType())),
            back.Select(rule => (rule.Name, rule.CreatedAt, rule.Filter.GetType())));
        Assert.All(rules.Zip(back), pair => Assert.True(RuleRecords.IsSame(pair.First, pair.Second)));
        Assert.Equal(Properties, ((CorrelationFilter)back[3].Filter).Properties);
        Assert.All(
            Values, value => Assert.Equal(value.Value?.GetType(), ((CorrelationFilter)back[3].Filter).Properties[value.Name]?.GetType()));
        Assert.Equal(rules[3].Filter.Required, back[3].Filter.Required);
        Assert.False(RuleRecords.IsSame(rules[2], rules[2] with { Action = null }));
    }

    [Fact]
    public void Changed_rules_survive_a_restart()
    {
        var (store, time) = (new RememberedRecords(), new FakeTimeProvider());
        using (var before = new ServiceBusNamespace(time, journal: null, store))
        {
            before.Create(new TopicDescription("t"));
            var subscription = before.Create(new SubscriptionDescription("t", "s"));
            subscription.TryAddRule(new SubscriptionRule("sql", new SqlFilter("n = 1")));
            subscription.TryRemoveRule("$Default");
            subscription.TryReplaceRule(new SubscriptionRule("SQL", new SqlFilter("n = 2")) { Action = new SqlRuleAction("SET n = 3") });
        }

        using var after = new ServiceBusNamespace(time);
        after.Restore(store.Load());
        after.GetTopic("t").Send([Sample.Message("1", null, ("n", 1)), Sample.Message("2", null, ("n", 2))]);

        var restored = after.GetSubscription("t", "s");
        Assert.Equal(["SQL"], restored.Rules.Select(rule => rule.Name));
        Assert.Equal(3, Assert.Single(restored.Messages.Peek(0, 10, sessionId: null)).Message.Properties["n"]);
    }

    private static RuleRecord ThroughJson(RuleRecord record) =>
        JsonSerializer.Deserialize(
            JsonSerializer.Serialize(record, EntityJsonContext.Default.RuleRecord), EntityJsonContext.Default.RuleRecord)!;

    /// <summary>A store that keeps the JSON of each record, as a store on disk does.</summary>
    private sealed class RememberedRecords : IEntityStore
    {
        private readonly Dictionary<string, string> _byPath = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<EntityRecord> Load() =>
            [.. _byPath.Values.Select(json => JsonSerializer.Deserialize(json, EntityJsonContext.Default.EntityRecord)!)
                .OrderBy(record => record.Path, StringComparer.Ordinal)];

        public void Save(EntityRecord record) =>
            _byPath[record.Path] = JsonSerializer.Serialize(record, EntityJsonContext.Default.EntityRecord);

        public void Remove(string path) => _byPath.Remove(path);
    }
}
