using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>The administration client against the emulator. Each test creates its own entities.</summary>
[Collection(SharedEmulator.Name)]
public sealed class AdministrationTests(EmulatorFixture emulator)
{
    private readonly ServiceBusAdministrationClient _admin = new(emulator.AdministrationConnectionString);
    private readonly string _name = $"made-{Guid.NewGuid():N}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_is_returned_as_it_was_made_and_changed()
    {
        var wanted = new CreateQueueOptions(_name)
        {
            LockDuration = TimeSpan.FromSeconds(10),
            MaxDeliveryCount = 4,
            DefaultMessageTimeToLive = TimeSpan.FromHours(2),
            AutoDeleteOnIdle = TimeSpan.FromMinutes(7),
            DeadLetteringOnMessageExpiration = true,
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromSeconds(30),
            RequiresSession = true,
            UserMetadata = "<mine> & \"yours\"",
            MaxSizeInMegabytes = 2048,
            EnableBatchedOperations = false,
        };
        QueueProperties created = await _admin.CreateQueueAsync(wanted, Ct);
        Assert.Equal(wanted, Alike(created, wanted));
        QueueProperties found = await _admin.GetQueueAsync(_name, Ct);
        Assert.True(created == found);

        found.LockDuration = TimeSpan.FromSeconds(20);
        found.MaxDeliveryCount = 5;
        found.UserMetadata = "changed";
        found.Status = EntityStatus.ReceiveDisabled;
        QueueProperties updated = await _admin.UpdateQueueAsync(found, Ct);
        Assert.True(found == updated);
        Assert.True(found == (await _admin.GetQueueAsync(_name, Ct)).Value);
        Assert.False(created == updated);
    }

    [Fact]
    public async Task Deleted_and_missing_entities_are_not_found()
    {
        Assert.False(await _admin.QueueExistsAsync(_name, Ct));
        await _admin.CreateQueueAsync(_name, Ct);
        Assert.True(await _admin.QueueExistsAsync(_name, Ct));
        await _admin.DeleteQueueAsync(_name, Ct);
        Assert.False(await _admin.QueueExistsAsync(_name, Ct));

        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => _admin.GetQueueAsync(_name, Ct));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => _admin.GetTopicRuntimePropertiesAsync(_name, Ct));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => _admin.DeleteQueueAsync(_name, Ct));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => _admin.GetSubscriptionAsync(_name, "s", Ct));
    }

    [Fact]
    public async Task Taken_name_is_refused_also_for_another_kind()
    {
        await _admin.CreateTopicAsync(_name, Ct);
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => _admin.CreateTopicAsync(_name, Ct));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityAlreadyExists, () => _admin.CreateQueueAsync(_name, Ct));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => _admin.GetQueueAsync(_name, Ct));
        Assert.False(await _admin.QueueExistsAsync(_name, Ct));
        Assert.True(await _admin.TopicExistsAsync(_name, Ct));
    }

    [Fact]
    public async Task Topic_and_subscription_are_returned_as_made_and_changed()
    {
        var life = TimeSpan.FromMinutes(30);
        var asked = new CreateTopicOptions(_name) { DefaultMessageTimeToLive = life, SupportOrdering = true, UserMetadata = "t" };
        TopicProperties topic = await _admin.CreateTopicAsync(asked, Ct);
        Assert.Equal((life, true, "t"), (topic.DefaultMessageTimeToLive, topic.SupportOrdering, topic.UserMetadata));
        topic.AutoDeleteOnIdle = TimeSpan.FromHours(1);
        Assert.True(topic == (await _admin.UpdateTopicAsync(topic, Ct)).Value);

        var wanted = new CreateSubscriptionOptions(_name, "s")
        {
            LockDuration = TimeSpan.FromSeconds(15),
            MaxDeliveryCount = 3,
            RequiresSession = true,
            DeadLetteringOnMessageExpiration = true,
            EnableDeadLetteringOnFilterEvaluationExceptions = false,
            AutoDeleteOnIdle = TimeSpan.FromMinutes(10),
            UserMetadata = "s",
        };
        SubscriptionProperties created = await _admin.CreateSubscriptionAsync(wanted, Ct);
        Assert.Equal(wanted, new CreateSubscriptionOptions(created));
        created.MaxDeliveryCount = 9;
        created.DefaultMessageTimeToLive = TimeSpan.FromMinutes(3);
        await _admin.UpdateSubscriptionAsync(created, Ct);
        Assert.True(created == (await _admin.GetSubscriptionAsync(_name, "s", Ct)).Value);

        Assert.True(await _admin.SubscriptionExistsAsync(_name, "s", Ct));
        await _admin.DeleteSubscriptionAsync(_name, "s", Ct);
        Assert.False(await _admin.SubscriptionExistsAsync(_name, "s", Ct));
    }

    [Fact]
    public async Task Rules_are_returned_as_they_were_made_and_changed()
    {
        await _admin.CreateTopicAsync(_name, Ct);
        await _admin.CreateSubscriptionAsync(
            new CreateSubscriptionOptions(_name, "s"), new CreateRuleOptions("first", new FalseRuleFilter()), Ct);
        var sql = new CreateRuleOptions("sql", new SqlRuleFilter("size > @least") { Parameters = { ["@least"] = 7 } })
        {
            Action = new SqlRuleAction("SET by = @who") { Parameters = { ["@who"] = "rule" } },
        };
        var correlation = new CreateRuleOptions("correlation", new CorrelationRuleFilter
        {
            Subject = "subject",
            CorrelationId = "c",
            MessageId = "m",
            To = "to",
            ReplyTo = "reply",
            SessionId = "s",
            ReplyToSessionId = "rs",
            ContentType = "text/plain",
            ApplicationProperties =
            {
                ["text"] = "<x>",
                ["int"] = 7,
                ["long"] = long.MaxValue,
                ["bool"] = true,
                ["double"] = 0.5,
                ["time"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                ["span"] = TimeSpan.FromMinutes(3),
            },
        });
        foreach (var rule in new[] { sql, correlation })
        {
            Assert.Equal(rule, new CreateRuleOptions((await _admin.CreateRuleAsync(_name, "s", rule, Ct)).Value));
            Assert.Equal(rule, new CreateRuleOptions((await _admin.GetRuleAsync(_name, "s", rule.Name, Ct)).Value));
        }

        Assert.Equal(["correlation", "first", "sql"],
            (await _admin.GetRulesAsync(_name, "s", Ct).Select(rule => rule.Name).ToListAsync(Ct)).Order(StringComparer.Ordinal));
        RuleProperties changed = await _admin.GetRuleAsync(_name, "s", "first", Ct);
        Assert.IsType<FalseRuleFilter>(changed.Filter);
        changed.Filter = new TrueRuleFilter();
        await _admin.UpdateRuleAsync(_name, "s", changed, Ct);
        Assert.IsType<TrueRuleFilter>((await _admin.GetRuleAsync(_name, "s", "first", Ct)).Value.Filter);
        await _admin.DeleteRuleAsync(_name, "s", "first", Ct);
        Assert.False(await _admin.RuleExistsAsync(_name, "s", "first", Ct));
    }

    [Fact]
    public async Task Long_lists_are_returned_page_by_page()
    {
        await _admin.CreateTopicAsync(_name, Ct);
        var names = Enumerable.Range(0, 205).Select(number => $"s-{number:000}").ToList();
        await Task.WhenAll(names.Select(name => _admin.CreateSubscriptionAsync(_name, name, Ct)));

        Assert.Equal(names, (await _admin.GetSubscriptionsAsync(_name, Ct).Select(one => one.SubscriptionName).ToListAsync(Ct))
            .Order(StringComparer.Ordinal));
        var pages = await _admin.GetSubscriptionsRuntimePropertiesAsync(_name, Ct).AsPages().ToListAsync(Ct);
        Assert.Equal([100, 100, 5], pages.Select(page => page.Values.Count));
        var rest = await _admin.GetSubscriptionsAsync(_name, Ct).AsPages(pages[1].ContinuationToken).ToListAsync(Ct);
        Assert.Equal(5, Assert.Single(rest).Values.Count);
        Assert.Equal(205, (await _admin.GetTopicRuntimePropertiesAsync(_name, Ct)).Value.SubscriptionCount);
    }

    [Fact]
    public async Task Queues_and_topics_are_listed()
    {
        await _admin.CreateQueueAsync(_name + "-q", Ct);
        await _admin.CreateTopicAsync(_name + "-t", Ct);
        Assert.Contains(_name + "-q", await _admin.GetQueuesAsync(Ct).Select(queue => queue.Name).ToListAsync(Ct));
        Assert.Contains(_name + "-q", await _admin.GetQueuesRuntimePropertiesAsync(Ct).Select(queue => queue.Name).ToListAsync(Ct));
        Assert.Contains(_name + "-t", await _admin.GetTopicsAsync(Ct).Select(topic => topic.Name).ToListAsync(Ct));
        Assert.Contains(_name + "-t", await _admin.GetTopicsRuntimePropertiesAsync(Ct).Select(topic => topic.Name).ToListAsync(Ct));
    }

    [Fact]
    public async Task Messages_are_counted_by_state()
    {
        await _admin.CreateQueueAsync(_name, Ct);
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(_name);
        await sender.SendMessagesAsync(Enumerable.Range(0, 3).Select(number => new ServiceBusMessage($"{number}")), Ct);
        await sender.ScheduleMessageAsync(new("later"), TimeProvider.System.GetUtcNow().AddHours(1), Ct);
        await using var receiver = client.CreateReceiver(_name);
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(null, Ct))!, cancellationToken: Ct);

        QueueRuntimeProperties counts = await _admin.GetQueueRuntimePropertiesAsync(_name, Ct);
        Assert.Equal((2, 1, 1, 4),
            (counts.ActiveMessageCount, counts.DeadLetterMessageCount, counts.ScheduledMessageCount, counts.TotalMessageCount));
        Assert.True(counts.SizeInBytes > 0);
        Assert.InRange(counts.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task Queue_forwards_to_another_by_name()
    {
        await _admin.CreateQueueAsync(_name + "-to", Ct);
        QueueProperties from = await _admin.CreateQueueAsync(new CreateQueueOptions(_name) { ForwardTo = _name + "-to" }, Ct);
        Assert.EndsWith("/" + _name + "-to", from.ForwardTo, StringComparison.Ordinal);
        await using var client = emulator.CreateClient();
        await client.CreateSender(_name).SendMessageAsync(new("x"), Ct);
        Assert.Equal("x", (await client.CreateReceiver(_name + "-to").ReceiveMessageAsync(null, Ct))?.Body.ToString());

        from.UserMetadata = "still forwards";
        Assert.True(from == (await _admin.UpdateQueueAsync(from, Ct)).Value);
    }

    [Fact]
    public async Task Repeated_message_id_is_dropped_where_the_queue_detects_duplicates()
    {
        await _admin.CreateQueueAsync(new CreateQueueOptions(_name) { RequiresDuplicateDetection = true }, Ct);
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(_name);
        foreach (var body in (string[])["first", "again"]) await sender.SendMessageAsync(new(body) { MessageId = "m" }, Ct);

        var kept = await client.CreateReceiver(_name).PeekMessagesAsync(10, cancellationToken: Ct);
        Assert.Equal("first", Assert.Single(kept).Body.ToString());
    }

    [Fact]
    public async Task Names_with_slashes_are_addresses_like_others()
    {
        var name = _name + "/in-a.folder/of_mine";
        await _admin.CreateQueueAsync(name, Ct);
        Assert.Equal(name, (await _admin.GetQueueAsync(name, Ct)).Value.Name);
        await _admin.DeleteQueueAsync(name, Ct);
    }

    [Fact]
    public async Task Namespace_has_a_name() => Assert.NotEqual("", (await _admin.GetNamespacePropertiesAsync(Ct)).Value.Name);

    [Fact]
    public async Task Unreadable_rule_is_an_argument_error()
    {
        var unreadable = new CreateRuleOptions("r", new SqlRuleFilter("not ( an expression"));
        await _admin.CreateTopicAsync(_name, Ct);
        await _admin.CreateSubscriptionAsync(_name, "s", Ct);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _admin.CreateRuleAsync(_name, "s", unreadable, Ct));
    }

    private static CreateQueueOptions Alike(QueueProperties queue, CreateQueueOptions wanted) =>
        new(queue) { MaxMessageSizeInKilobytes = wanted.MaxMessageSizeInKilobytes };

    private static async Task AssertFailsAsync(ServiceBusFailureReason reason, Func<Task> operation) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<ServiceBusException>(operation)).Reason);
}
