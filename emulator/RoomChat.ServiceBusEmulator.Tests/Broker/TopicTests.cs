using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class TopicTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Topic _topic;

    public TopicTests() => _topic = new Topic(
        new TopicDescription("news") { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = TimeSpan.FromSeconds(20) },
        _time);

    public void Dispose() => _topic.Dispose();

    [Fact]
    public void Each_subscription_gets_one_copy_of_each_matching_message()
    {
        var all = Subscribe("all", SubscriptionRule.Default);
        var dev = Subscribe("dev", Rule("shop_id = 'dev'"), Rule("EXISTS(shop_id)"));
        var none = Subscribe("none");

        _topic.Send([Sample.Message("1", null, ("shop_id", "dev")), Sample.Message("2")]);

        Assert.Equal(["1", "2"], all.ReceiveAll());
        Assert.Equal(["1"], dev.ReceiveAll());
        none.AssertEmpty();
    }

    [Fact]
    public void Copy_has_sequence_numbers_of_subscription_and_topic()
    {
        var dev = Subscribe("dev", Rule("shop_id = 'dev'"));

        _topic.Send([Sample.Message("1"), Sample.Message("2", null, ("shop_id", "dev"))]);

        var copy = dev.ReceiveOne();
        Assert.Equal((1, 2), (copy.SequenceNumber, copy.EnqueuedSequenceNumber));
    }

    [Fact]
    public void Scheduled_message_is_filtered_and_copied_when_due()
    {
        var all = Subscribe("all", SubscriptionRule.Default);
        var due = _time.GetUtcNow() + TimeSpan.FromMinutes(1);
        var numbers = _topic.Schedule(
            [Sample.Message("kept") with { ScheduledEnqueueTime = due }, Sample.Message("cancelled") with { ScheduledEnqueueTime = due }])!;
        _topic.Send([Sample.Message("by property") with { ScheduledEnqueueTime = due }]);

        Assert.True(_topic.CancelScheduled([numbers[1]]));
        Assert.False(_topic.CancelScheduled([numbers[1]]));
        all.AssertEmpty();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["kept", "by property"], all.ReceiveAll());
        Assert.False(_topic.CancelScheduled([numbers[0]]));
    }

    [Fact]
    public void A_repeated_id_within_the_window_is_accepted_and_dropped()
    {
        var all = Subscribe("all", SubscriptionRule.Default);

        _topic.Send([Sample.Message("1")]);
        Assert.Equal(SendOutcome.Accepted, _topic.Send([Sample.Message("1"), Sample.Message("2")]));
        _time.Advance(TimeSpan.FromSeconds(20));
        _topic.Send([Sample.Message("1")]);

        Assert.Equal(["1", "2", "1"], all.ReceiveAll());
    }

    [Fact]
    public void Matching_rule_with_action_adds_its_own_copy()
    {
        var changed = Subscribe(
            "changed",
            Rule("shop_id = 'dev'"),
            Rule("EXISTS(shop_id)"),
            Rule("shop_id LIKE 'd%'", "SET shop_id = 'first'"),
            Rule("1 = 1", "SET sys.Label = 'second'; REMOVE shop_id"),
            Rule("shop_id = 'other'", "SET shop_id = 'never'"),
            Rule("2 = 2", "SET x = 1 / 0"));
        var plain = Subscribe("plain", SubscriptionRule.Default);

        _topic.Send([Sample.Message("1", null, ("shop_id", "dev")) with { Subject = "label" }]);

        Assert.Equal(
            [(null, "dev", "label"), ("shop_id LIKE 'd%'", "first", "label"), ("1 = 1", null, "second")],
            Contents(changed));
        Assert.Equal([(null, "dev", "label")], Contents(plain));

        static List<(object? Rule, object? Shop, string? Label)> Contents(MessageQueue queue) =>
            [.. Enumerable.Range(0, (int)queue.Activity.Kept).Select(_ => queue.ReceiveOne().Message)
                .Select(message =>
                    (message.Properties.GetValueOrDefault("RuleName"), message.Properties.GetValueOrDefault("shop_id"), message.Subject))];
    }

    [Fact]
    public void Failing_rule_dead_letters_its_message_once_if_enabled()
    {
        var rules = new[] { Rule("n / 0 = 1"), Rule("EXISTS(n)"), Rule("n = 1", "SET x = n % 0"), Rule("1 = 1", "SET x = 'kept'") };
        var wanted = Subscribe("wanted", rules);
        var unwanted = new Subscription(
            new SubscriptionDescription("news", "unwanted") { DeadLetteringOnFilterEvaluationExceptions = false }, rules, _time);
        _topic.Add(unwanted);
        var other = Subscribe("other", SubscriptionRule.Default);

        _topic.Send([Sample.Message("1", null, ("n", 1)), Sample.Message("2")]);

        Assert.Equal(["1", "1", "2"], wanted.ReceiveAll());
        Assert.Equal(["1", "1", "2"], unwanted.Messages.ReceiveAll());
        Assert.Equal(["1", "2"], other.ReceiveAll());
        var letter = wanted.DeadLetters!.ReceiveOne();
        Assert.Equal(
            ("1", 1, "news/Subscriptions/wanted"), (letter.Message.MessageId, letter.EnqueuedSequenceNumber, letter.DeadLetterSource));
        Assert.Equal("FilterEvaluationException", letter.Message.Properties[DeadLetter.ReasonProperty]);
        Assert.Contains(
            "The rule 'n / 0 = 1'", (string)letter.Message.Properties[DeadLetter.DescriptionProperty]!, StringComparison.Ordinal);
        wanted.DeadLetters!.AssertEmpty();
        unwanted.Messages.DeadLetters!.AssertEmpty();
    }

    [Fact]
    public void Added_or_removed_rule_applies_to_the_next_message()
    {
        var subscription = new Subscription(new SubscriptionDescription("news", "s"), [], _time);
        _topic.Add(subscription);

        _topic.Send([Sample.Message("1", null, ("shop_id", "dev"))]);
        Assert.True(subscription.TryAddRule(Rule("shop_id = 'dev'")));
        Assert.False(subscription.TryAddRule(Rule("SHOP_ID = 'DEV'")));
        _topic.Send([Sample.Message("2", null, ("shop_id", "dev"))]);
        Assert.True(subscription.TryRemoveRule("Shop_Id = 'dev'"));
        Assert.False(subscription.TryRemoveRule("Shop_Id = 'dev'"));
        _topic.Send([Sample.Message("3", null, ("shop_id", "dev"))]);
        subscription.TryAddRule(SubscriptionRule.Default);
        _topic.Send([Sample.Message("4")]);

        Assert.Equal(["2", "4"], subscription.Messages.ReceiveAll());
        Assert.Equal(_time.GetUtcNow(), Assert.Single(subscription.Rules).CreatedAt);
    }

    [Fact]
    public void Removed_subscription_gets_no_message_after_a_new_rule()
    {
        var all = Subscribe("all", SubscriptionRule.Default);
        var gone = new Subscription(new SubscriptionDescription("news", "Gone"), [SubscriptionRule.Default], _time);
        Assert.True(_topic.Add(gone));
        using var second = new Subscription(new SubscriptionDescription("news", "gone"), [SubscriptionRule.Default], _time);
        Assert.False(_topic.Add(second));

        Assert.Same(gone, _topic.Remove("gone"));
        Assert.Null(_topic.Remove("gone"));
        gone.TryAddRule(Rule("1 = 1"));
        _topic.Send([Sample.Message("1")]);

        gone.Messages.AssertEmpty();
        Assert.Equal(["1"], all.ReceiveAll());
        Assert.Equal("all", Assert.Single(_topic.Subscriptions).Name);
        gone.Dispose();
        Assert.True(_topic.Add(new Subscription(new SubscriptionDescription("news", "GONE"), [], _time)));
    }

    [Fact]
    public async Task Rule_changes_during_sends_lose_or_duplicate_no_message()
    {
        const int Messages = 2000;
        var all = Subscribe("all", SubscriptionRule.Default);
        var changing = new Subscription(new SubscriptionDescription("news", "changing"), [Rule("sys.MessageId LIKE '%'")], _time);
        _topic.Add(changing);
        using var stop = new CancellationTokenSource();
        var changes = Enumerable.Range(0, 3).Select(worker => Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Assert.True(changing.TryAddRule(new SubscriptionRule($"{worker}-{i}", new CorrelationFilter { Label = "x" })));
                Assert.True(changing.TryRemoveRule($"{worker}-{i}"));
            }
        }, TestContext.Current.CancellationToken)).ToList();

        for (var i = 0; i < Messages; i++) _topic.Send([Sample.Message($"{i}") with { Subject = "x" }]);
        await stop.CancelAsync();
        await Task.WhenAll(changes);

        Assert.Equal((Messages, Messages), (all.Activity.Kept, changing.Messages.Activity.Kept));
        Assert.Single(changing.Rules);
    }

    private static SubscriptionRule Rule(string sql) => new(sql, new SqlFilter(sql));

    private static SubscriptionRule Rule(string sql, string action) => new(sql, new SqlFilter(sql)) { Action = new SqlRuleAction(action) };

    private MessageQueue Subscribe(string name, params SubscriptionRule[] rules)
    {
        var subscription = new Subscription(new SubscriptionDescription("news", name), rules, _time);
        _topic.Add(subscription);
        return subscription.Messages;
    }
}
