using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>Oversized data is refused at once. Results beyond the size of one answer come with the next answer.</summary>
[Collection(SharedEmulator.Name)]
public sealed class SizeLimitTests(EmulatorFixture emulator) : IAsyncDisposable
{
    private const int MoreThanProperties = 70_000;
    private const int MoreThanMessage = 300_000;
    private const int MoreThanLink = 1_048_576;

    // No retries: a request without an answer must fail the test soon.
    private readonly ServiceBusClient _client = new(
        emulator.ConnectionString,
        new ServiceBusClientOptions { RetryOptions = new() { TryTimeout = TimeSpan.FromSeconds(15), MaxRetries = 0 } });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Oversized_schedule_is_refused_and_sender_continues()
    {
        await using var sender = _client.CreateSender(emulator.TakeQueue());
        var later = TimeProvider.System.GetUtcNow().AddHours(1);
        await IsRefusedAsync(() => sender.ScheduleMessageAsync(Sized(MoreThanLink), later, Ct));
        await IsRefusedAsync(() => sender.ScheduleMessageAsync(Sized(10 * MoreThanLink), later, Ct));
        await IsRefusedAsync(() => sender.ScheduleMessageAsync(Sized(MoreThanMessage), later, Ct));
        await IsRefusedAsync(() => sender.ScheduleMessagesAsync(Enumerable.Repeat(0, 6).Select(_ => Sized(200_000)), later, Ct));
        await IsRefusedAsync(() => sender.ScheduleMessagesAsync([Sized(1), WithProperties(MoreThanProperties)], later, Ct));
        Assert.Equal([1, 2, 3, 4, 5], await sender.ScheduleMessagesAsync(Enumerable.Repeat(0, 5).Select(_ => Sized(200_000)), later, Ct));
    }

    [Fact]
    public async Task Oversized_session_state_is_refused_and_session_continues()
    {
        await using var session = await _client.AcceptSessionAsync(emulator.TakeSessionQueue(), "a", cancellationToken: Ct);
        await IsRefusedAsync(() => session.SetSessionStateAsync(new(new byte[1_048_500]), Ct));
        await IsRefusedAsync(() => session.SetSessionStateAsync(new(new byte[262_145]), Ct));
        Assert.Null(await session.GetSessionStateAsync(Ct));
        await session.SetSessionStateAsync(new(new byte[262_144]), Ct);
        Assert.Equal(262_144, (await session.GetSessionStateAsync(Ct)).ToArray().Length);
        await session.RenewSessionLockAsync(Ct);
    }

    [Fact]
    public async Task Oversized_properties_are_refused_alone_and_in_a_batch()
    {
        var queue = emulator.TakeQueue();
        await using var sender = _client.CreateSender(queue);
        await sender.SendMessageAsync(WithProperties(60_000), Ct);
        await IsRefusedAsync(() => sender.SendMessageAsync(WithProperties(MoreThanProperties), Ct));
        await IsRefusedAsync(() => sender.SendMessageAsync(new("x") { Subject = new string('x', MoreThanProperties) }, Ct));
        await IsRefusedAsync(() => sender.SendMessagesAsync([Sized(1), WithProperties(MoreThanProperties)], Ct));
        Assert.Single(await _client.CreateReceiver(queue).PeekMessagesAsync(10, cancellationToken: Ct));
    }

    [Fact]
    public async Task Oversized_property_changes_are_refused_and_message_stays_locked()
    {
        var queue = emulator.TakeQueue();
        await _client.CreateSender(queue).SendMessageAsync(WithProperties(40_000), Ct);
        await using var receiver = _client.CreateReceiver(queue);
        var changes = new Dictionary<string, object>(StringComparer.Ordinal) { ["more"] = new string('x', 40_000) };
        var message = await receiver.ReceiveMessageAsync(null, Ct);
        await IsRefusedAsync(() => receiver.AbandonMessageAsync(message, changes, Ct));
        await receiver.RenewMessageLockAsync(message, Ct);

        await receiver.DeferMessageAsync(await AgainAsync(queue, receiver), cancellationToken: Ct);
        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber + 1, Ct);
        await IsRefusedAsync(() => receiver.DeadLetterMessageAsync(deferred, changes, Ct));
        await receiver.CompleteMessageAsync(deferred, Ct);
    }

    [Fact]
    public async Task Oversized_rule_is_refused()
    {
        var topic = emulator.TakeTopic();
        await using var rules = _client.CreateRuleManager(topic, EmulatorFixture.Subscription);
        await IsRefusedAsync(() => rules.CreateRuleAsync("large", Filter(MoreThanProperties), Ct));
        await IsRefusedAsync(() => rules.CreateRuleAsync("larger", Filter(MoreThanLink), Ct));
        await rules.CreateRuleAsync("good", Filter(10), Ct);
    }

    [Fact]
    public async Task Large_rules_are_all_listed()
    {
        const int count = 110;
        await using var rules = _client.CreateRuleManager(emulator.TakeTopic(), EmulatorFixture.Subscription);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => rules.CreateRuleAsync($"{number}", Filter(20_000), Ct)));
        var listed = await rules.GetRulesAsync(Ct).Select(rule => rule.Name).ToListAsync(Ct);
        Assert.Equal(count + 1, listed.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Peek_returns_a_full_page_and_next_peek_continues()
    {
        var (receiver, _) = await SixLargeAsync(ServiceBusReceiveMode.PeekLock, defer: false);
        var seen = new List<long>();
        while (await receiver.PeekMessagesAsync(100, cancellationToken: Ct) is { Count: > 0 } page)
            seen.AddRange(page.Select(message => message.SequenceNumber));
        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
    }

    [Theory]
    [InlineData(ServiceBusReceiveMode.PeekLock)]
    [InlineData(ServiceBusReceiveMode.ReceiveAndDelete)]
    public async Task Deferred_messages_beyond_one_answer_stay_deferred(ServiceBusReceiveMode mode)
    {
        var (receiver, numbers) = await SixLargeAsync(mode, defer: true);
        var received = new List<long>();
        while (received.Count < numbers.Count)
        {
            var page = await receiver.ReceiveDeferredMessagesAsync(numbers.Except(received), Ct);
            Assert.NotEmpty(page);
            received.AddRange(page.Select(message => message.SequenceNumber));
            if (mode == ServiceBusReceiveMode.ReceiveAndDelete) continue;
            await Task.WhenAll(page.Select(message => receiver.CompleteMessageAsync(message, Ct)));
        }

        Assert.Equal(numbers, received);
        Assert.Empty(await receiver.PeekMessagesAsync(10, fromSequenceNumber: 0, Ct));
    }

    private async Task<(ServiceBusReceiver Receiver, IReadOnlyList<long> Numbers)> SixLargeAsync(ServiceBusReceiveMode mode, bool defer)
    {
        var queue = emulator.TakeQueue();
        var sender = _client.CreateSender(queue);
        for (var number = 0; number < 6; number++) await sender.SendMessageAsync(Sized(200_000), Ct);
        var numbers = new List<long>();
        await using var deferring = _client.CreateReceiver(queue);
        while (defer && numbers.Count < 6)
        {
            var message = await deferring.ReceiveMessageAsync(null, Ct);
            await deferring.DeferMessageAsync(message, cancellationToken: Ct);
            numbers.Add(message.SequenceNumber);
        }

        return (_client.CreateReceiver(queue, new ServiceBusReceiverOptions { ReceiveMode = mode }), numbers);
    }

    private async Task<ServiceBusReceivedMessage> AgainAsync(string queue, ServiceBusReceiver receiver)
    {
        await _client.CreateSender(queue).SendMessageAsync(WithProperties(40_000), Ct);
        return await receiver.ReceiveMessageAsync(null, Ct);
    }

    private static ServiceBusMessage Sized(int bytes) => new(new byte[bytes]);

    private static ServiceBusMessage WithProperties(int bytes) => new("x") { ApplicationProperties = { ["p"] = new string('x', bytes) } };

    private static CorrelationRuleFilter Filter(int bytes) => new() { ApplicationProperties = { ["p"] = new string('x', bytes) } };

    private static async Task IsRefusedAsync(Func<Task> attempt) =>
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, (await Assert.ThrowsAsync<ServiceBusException>(attempt)).Reason);
}
