using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class SendingTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_confirmed_message_is_in_the_queue()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("hello") { MessageId = "m1" }, Ct);

        var peeked = await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct);
        Assert.Equal(("m1", "hello"), (peeked?.MessageId, peeked?.Body.ToString()));
    }

    [Fact]
    public async Task Many_sends_at_a_time_are_each_confirmed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => sender.SendMessageAsync(new($"{number}"), Ct)));

        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var received = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.Holds(
            async () =>
            {
                foreach (var message in await receiver.ReceiveMessagesAsync(100, TimeSpan.FromSeconds(1), Ct)) Assert.True(received.Add(message.Body.ToString()));
                return received.Count == 500;
            },
            "every message is received once");
    }

    [Fact]
    public async Task A_message_larger_than_the_broker_takes_is_refused()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeQueue());
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        var tooLarge = new ServiceBusMessage(new byte[batch.MaxSizeInBytes + 1]);

        Assert.False(batch.TryAddMessage(tooLarge));
        var refused = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(tooLarge, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
    }

    [Fact]
    public async Task Messages_that_are_too_large_together_are_refused()
    {
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(emulator.TakeQueue());
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        var half = (int)(batch.MaxSizeInBytes / 2);

        Assert.True(batch.TryAddMessage(new(new byte[half])));
        Assert.False(batch.TryAddMessage(new(new byte[half])));
        var refused = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessagesAsync([new(new byte[half]), new(new byte[half])], Ct));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
    }

    [Fact]
    public async Task A_batch_arrives_as_its_messages_in_order()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        for (var number = 0; number < 20; number++) Assert.True(batch.TryAddMessage(new($"{number}") { MessageId = $"id-{number}" }));
        await sender.SendMessagesAsync(batch, Ct);

        var peeked = await client.CreateReceiver(queue).PeekMessagesAsync(100, cancellationToken: Ct);
        Assert.Equal(Enumerable.Range(0, 20).Select(number => ($"id-{number}", $"{number}")), peeked.Select(message => (message.MessageId!, message.Body.ToString())));
    }

    [Fact]
    public async Task A_full_batch_is_taken_by_the_broker()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        using var batch = await sender.CreateMessageBatchAsync(Ct);
        while (batch.TryAddMessage(new(new byte[1000]) { MessageId = Guid.NewGuid().ToString(), ApplicationProperties = { ["shop_id"] = "general" } }))
        {
            // Until it is full.
        }

        await sender.SendMessagesAsync(batch, Ct);
        Assert.InRange(batch.SizeInBytes, batch.MaxSizeInBytes - 2000, batch.MaxSizeInBytes);
    }

    [Fact]
    public async Task A_missing_entity_is_told_as_such()
    {
        await using var client = emulator.CreateClient();
        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("no-such-queue").SendMessageAsync(new("x"), Ct));
        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "no-such-queue"), (missing.Reason, missing.EntityPath));
    }

    [Fact]
    public async Task A_scheduled_message_waits_and_can_be_taken_back()
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
    public async Task No_broker_is_told_as_a_communication_problem()
    {
        await using var client = new ServiceBusClient(
            "Endpoint=sb://localhost:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true",
            new ServiceBusClientOptions { RetryOptions = new() { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } });
        var failed = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("q").SendMessageAsync(new("x"), Ct));
        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (failed.Reason, failed.IsTransient));
    }
}
