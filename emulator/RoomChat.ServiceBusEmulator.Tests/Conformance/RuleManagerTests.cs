using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class RuleManagerTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_subscription_has_the_default_rule_that_takes_all()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var rule = Assert.Single(await rules.GetRulesAsync(Ct).ToListAsync(Ct));
        Assert.Equal((RuleProperties.DefaultRuleName, new TrueRuleFilter(), null), (rule.Name, rule.Filter, rule.Action));
    }

    [Fact]
    public async Task Rules_come_back_as_they_were_made()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var wanted = new[]
        {
            new CreateRuleOptions("sql", new SqlRuleFilter("sys.Label = 'a' AND size > 3")) { Action = new SqlRuleAction("SET seen = TRUE") },
            new CreateRuleOptions("correlation", new CorrelationRuleFilter("c")
            {
                MessageId = "m",
                To = "to",
                ReplyTo = "reply",
                Subject = "subject",
                SessionId = "s",
                ReplyToSessionId = "rs",
                ContentType = "text/plain",
                ApplicationProperties =
                {
                    ["text"] = "x",
                    ["int"] = 7,
                    ["long"] = 7L,
                    ["bool"] = true,
                    ["double"] = 0.5,
                    ["time"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                    ["span"] = TimeSpan.FromMinutes(3),
                },
            }),
        };
        foreach (var rule in wanted) await rules.CreateRuleAsync(rule, Ct);

        var found = await rules.GetRulesAsync(Ct).Where(rule => rule.Name != RuleProperties.DefaultRuleName).ToListAsync(Ct);
        Assert.Equal(wanted.OrderBy(rule => rule.Name, StringComparer.Ordinal), found.Select(rule => new CreateRuleOptions(rule)).OrderBy(rule => rule.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rule_counts_from_the_next_message_on_until_it_is_removed()
    {
        var topic = emulator.TakeTopic();
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(topic, EmulatorFixture.Subscription);
        await using var sender = client.CreateSender(topic);
        await rules.CreateRuleAsync("wanted", new CorrelationRuleFilter { Subject = "wanted" }, Ct);
        await rules.DeleteRuleAsync(RuleProperties.DefaultRuleName, Ct);
        await sender.SendMessagesAsync([new("1") { Subject = "wanted" }, new("2") { Subject = "other" }], Ct);
        await rules.CreateRuleAsync(new CreateRuleOptions("other", new SqlRuleFilter("sys.Label = 'other'")) { Action = new SqlRuleAction("SET by = 'rule'") }, Ct);
        await rules.DeleteRuleAsync("wanted", Ct);
        await sender.SendMessagesAsync([new("3") { Subject = "wanted" }, new("4") { Subject = "other" }], Ct);

        await using var receiver = client.CreateReceiver(topic, EmulatorFixture.Subscription);
        var received = await receiver.PeekMessagesAsync(10, cancellationToken: Ct);
        Assert.Equal(["1", "4"], received.Select(message => message.Body.ToString()));
        Assert.Equal("rule", received[1].ApplicationProperties["by"]);
    }

    [Fact]
    public async Task More_rules_than_a_page_holds_are_all_listed()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var names = Enumerable.Range(0, 230).Select(number => $"rule-{number:000}").ToList();
        await Task.WhenAll(names.Select(name => rules.CreateRuleAsync(name, new CorrelationRuleFilter(name), Ct)));

        var found = await rules.GetRulesAsync(Ct).Select(rule => rule.Name).ToListAsync(Ct);
        Assert.Equal(names.Append(RuleProperties.DefaultRuleName).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_so_is_the_removal_of_one_that_is_not()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var taken = await Assert.ThrowsAsync<ServiceBusException>(() => rules.CreateRuleAsync(RuleProperties.DefaultRuleName, new TrueRuleFilter(), Ct));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityAlreadyExists, taken.Reason);
        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => rules.DeleteRuleAsync("nobody", Ct));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, missing.Reason);
    }

    [Fact]
    public async Task An_expression_that_the_broker_cannot_read_is_an_error_of_the_argument_or_operation()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => rules.CreateRuleAsync("r", new SqlRuleFilter("not ( an expression"), Ct));
        Assert.True(refused is ArgumentException or InvalidOperationException, refused.ToString());
        Assert.Single(await rules.GetRulesAsync(Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task After_it_is_closed_it_does_nothing()
    {
        await using var client = emulator.CreateClient();
        var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        await rules.DisposeAsync();
        Assert.True(rules.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => rules.DeleteRuleAsync("r", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public void Names_that_the_service_refuses_are_refused_here(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => new CreateRuleOptions(name, new TrueRuleFilter()));

    [Fact]
    public void Filters_and_actions_are_compared_by_what_they_say()
    {
        var (one, same, other) = (Filter("x"), Filter("x"), Filter("y"));
        Assert.True(one == same && one.GetHashCode() == same.GetHashCode());
        Assert.True(one != other);
        Assert.True(new SqlRuleFilter("a = 1") == new SqlRuleFilter("A = 1"));
        Assert.NotEqual<RuleFilter>(new TrueRuleFilter(), new FalseRuleFilter());
        Assert.True(new SqlRuleAction("SET a = 1") != new SqlRuleAction("SET a = 2"));

        static CorrelationRuleFilter Filter(string value) => new() { Subject = "s", ApplicationProperties = { ["p"] = value } };
    }
}
