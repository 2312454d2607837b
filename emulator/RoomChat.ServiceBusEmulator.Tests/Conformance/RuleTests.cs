using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class RuleTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_subscription_has_the_default_rule()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var rule = Assert.Single(await rules.GetRulesAsync(Ct).ToListAsync(Ct));
        Assert.Equal((RuleProperties.DefaultRuleName, new TrueRuleFilter(), null), (rule.Name, rule.Filter, rule.Action));
    }

    [Fact]
    public async Task Rules_are_listed_as_they_were_made()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var wanted = new[]
        {
            new CreateRuleOptions("sql", new SqlRuleFilter("sys.Label = 'a' AND size > 3"))
            {
                Action = new SqlRuleAction("SET seen = TRUE")
            },
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
                },
            }),
        };
        foreach (var rule in wanted) await rules.CreateRuleAsync(rule, Ct);

        var found = await rules.GetRulesAsync(Ct).Where(rule => rule.Name != RuleProperties.DefaultRuleName).ToListAsync(Ct);
        Assert.Equal(
            wanted.OrderBy(rule => rule.Name, StringComparer.Ordinal),
            found.Select(rule => new CreateRuleOptions(rule)).OrderBy(rule => rule.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rule_applies_to_later_messages_until_it_is_removed()
    {
        var topic = emulator.TakeTopic();
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(topic, EmulatorFixture.Subscription);
        await using var sender = client.CreateSender(topic);
        await rules.CreateRuleAsync("wanted", new CorrelationRuleFilter { Subject = "wanted" }, Ct);
        await rules.DeleteRuleAsync(RuleProperties.DefaultRuleName, Ct);
        await sender.SendMessagesAsync([new("1") { Subject = "wanted" }, new("2") { Subject = "other" }], Ct);
        await rules.CreateRuleAsync(
            new CreateRuleOptions("other", new SqlRuleFilter("sys.Label = 'other'")) { Action = new SqlRuleAction("SET by = 'rule'") }, Ct);
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
    public async Task Taken_name_and_missing_rule_are_refused()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var taken = await Assert.ThrowsAsync<ServiceBusException>(
            () => rules.CreateRuleAsync(RuleProperties.DefaultRuleName, new TrueRuleFilter(), Ct));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityAlreadyExists, taken.Reason);
        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => rules.DeleteRuleAsync("nobody", Ct));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, missing.Reason);
    }

    [Fact]
    public async Task Unreadable_expression_is_refused_as_a_wrong_argument()
    {
        await using var client = emulator.CreateClient();
        await using var rules = client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => rules.CreateRuleAsync("r", new SqlRuleFilter("not ( an expression"), Ct));
        Assert.True(refused is ArgumentException or InvalidOperationException, refused.ToString());
        Assert.Single(await rules.GetRulesAsync(Ct).ToListAsync(Ct));
    }
}
