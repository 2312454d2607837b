using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class SendingTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirmed_message_is_in_the_queue()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("hello") { MessageId = "m1" }, Ct);

        var peeked = await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct);
        Assert.Equal(("m1", "hello"), (peeked?.MessageId, peeked?.Body.ToString()));
    }

    [Fact]
    public async Task Concurrent_sends_are_each_stored_once()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => sender.SendMessageAsync(new($"{number}"), Ct)));

        await using var receiver = client.CreateReceiver(
            queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var received = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.Holds(
            async () =>
            {
                foreach (var message in await receiver.ReceiveMessagesAsync(100, TimeSpan.FromSeconds(1), Ct))
                    Assert.True(received.Add(message.Body.ToString()));
                return received.Count == 500;
            },
            "every message is received once");
    }

    [Fact]
    public async Task Message_above_link_size_is_refused()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeQueue());
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        var tooLarge = new ServiceBusMessage(new byte[batch.MaxSizeInBytes + 1]);
        var refused = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(tooLarge, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
    }

    [Fact]
    public async Task Messages_too_large_together_are_refused()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeQueue());
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        var half = (int)(batch.MaxSizeInBytes / 2);

        var refused = await Assert.ThrowsAsync<ServiceBusException>(
            () => sender.SendMessagesAsync([new(new byte[half]), new(new byte[half])], Ct));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
    }

    [Fact]
    public async Task Batch_arrives_as_its_messages_in_order()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        for (var number = 0; number < 20; number++) Assert.True(batch.TryAddMessage(new($"{number}") { MessageId = $"id-{number}" }));
        await sender.SendMessagesAsync(batch, Ct);

        var peeked = await client.CreateReceiver(queue).PeekMessagesAsync(100, cancellationToken: Ct);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(number => ($"id-{number}", $"{number}")),
            peeked.Select(message => (message.MessageId!, message.Body.ToString())));
    }

    [Fact]
    public async Task Full_batch_is_accepted()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        while (batch.TryAddMessage(
            new(new byte[1000]) { MessageId = $"{Guid.NewGuid()}", ApplicationProperties = { ["shop_id"] = "main" } }))
        {
            // The condition fills the batch.
        }

        await sender.SendMessagesAsync(batch, Ct);
        Assert.InRange(batch.SizeInBytes, batch.MaxSizeInBytes - 2000, batch.MaxSizeInBytes);
    }

    [Fact]
    public async Task Missing_entity_is_reported_as_not_found()
    {
        await using var client = emulator.CreateClient();
        var missing = await Assert.ThrowsAsync<ServiceBusException>(
            () => client.CreateSender("no-such-queue").SendMessageAsync(new("x"), Ct));
        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, false), (missing.Reason, missing.IsTransient));
        Assert.Contains("no-such-queue", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_without_session_is_refused_where_sessions_are_required()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeSessionQueue());
        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.SendMessageAsync(new("x"), Ct));
    }

    [Fact]
    public async Task Scheduled_message_waits_and_can_be_cancelled()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        var number = await sender.ScheduleMessageAsync(new("later"), TimeProvider.System.GetUtcNow().AddHours(1), Ct);
        await using var receiver = client.CreateReceiver(queue);
        Assert.Equal(ServiceBusMessageState.Scheduled, (await receiver.PeekMessageAsync(0, Ct))?.State);

        await sender.CancelScheduledMessageAsync(number, Ct);
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Scheduled_messages_are_received_when_due()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        var due = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds());
        var numbers = await sender.ScheduleMessagesAsync([new("1") { TimeToLive = TimeSpan.FromMinutes(1) }, new("2")], due, Ct);
        Assert.Equal(numbers.Order(), numbers);

        await using var receiver = client.CreateReceiver(queue);
        var first = (await receiver.ReceiveMessageAsync(null, Ct))!;
        Assert.Equal(("1", due, ServiceBusMessageState.Active), (first.Body.ToString(), first.ScheduledEnqueueTime, first.State));
        Assert.Equal(first.EnqueuedTime + TimeSpan.FromMinutes(1), first.ExpiresAt);
        await receiver.DeadLetterMessageAsync(first, cancellationToken: Ct);
        Assert.Equal("2", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());
        await using var deadLetters = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = (await deadLetters.PeekMessageAsync(cancellationToken: Ct))!;
        Assert.Equal((due, TimeSpan.FromMinutes(1)), (dead.ScheduledEnqueueTime, dead.TimeToLive));
    }

    [Fact]
    public async Task Transaction_is_refused()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeQueue());
        using var transaction = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled);
        await Assert.ThrowsAnyAsync<Exception>(() => sender.SendMessageAsync(new("x"), Ct));
    }
}
