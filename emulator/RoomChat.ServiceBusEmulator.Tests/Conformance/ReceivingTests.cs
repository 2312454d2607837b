using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class ReceivingTests(EmulatorFixture emulator)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_to_receive_gives_null_when_the_wait_is_over()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(emulator.TakeQueue());
        Assert.Null(await receiver.ReceiveMessageAsync(ShortWait, Ct));
        Assert.Empty(await receiver.ReceiveMessagesAsync(10, ShortWait, Ct));
    }

    [Fact]
    public async Task A_batch_is_given_as_soon_as_there_is_one_message()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(queue);
        var receiving = receiver.ReceiveMessagesAsync(100, TimeSpan.FromMinutes(10), Ct);
        await client.CreateSender(queue).SendMessageAsync(new("one"), Ct);
        Assert.Equal("one", Assert.Single(await receiving.WaitAsync(Eventually.Patience, Ct)).Body.ToString());
    }

    [Fact]
    public async Task A_completed_message_is_gone()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        await receiver.CompleteMessageAsync(await ReceiveAsync(receiver), Ct);
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task A_hundred_completions_at_a_time_are_each_confirmed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessagesAsync(Enumerable.Range(0, 100).Select(number => new ServiceBusMessage($"{number}")), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < 100) received.AddRange(await receiver.ReceiveMessagesAsync(100 - received.Count, null, Ct));

        await Task.WhenAll(received.Select(message => receiver.CompleteMessageAsync(message, Ct)));
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_with_a_delivery_count_of_2_and_the_changes()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var first = await ReceiveAsync(receiver);
        Assert.Equal(1, first.DeliveryCount);
        await receiver.AbandonMessageAsync(first, new Dictionary<string, object>(StringComparer.Ordinal) { ["attempt"] = 1 }, Ct);

        var second = await ReceiveAsync(receiver);
        Assert.Equal((2, first.SequenceNumber, 1), (second.DeliveryCount, second.SequenceNumber, second.ApplicationProperties["attempt"]));
    }

    [Fact]
    public async Task A_dead_lettered_message_is_in_the_sub_queue_with_its_reason()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { MessageId = "m" }, Ct);
        await using var receiver = client.CreateReceiver(queue);
        await receiver.DeadLetterMessageAsync(await ReceiveAsync(receiver), "Unreadable", "no such shop", Ct);

        await using var deadLetters = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await ReceiveAsync(deadLetters);
        Assert.Equal(("m", "Unreadable", "no such shop"), (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        await deadLetters.CompleteMessageAsync(dead, Ct);
    }

    [Fact]
    public async Task A_deferred_message_is_given_to_who_knows_its_number()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var message = await ReceiveAsync(receiver);
        await receiver.DeferMessageAsync(message, null, Ct);
        Assert.Null(await receiver.ReceiveMessageAsync(ShortWait, Ct));

        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Ct);
        Assert.Equal(ServiceBusMessageState.Deferred, deferred.State);
        await receiver.CompleteMessageAsync(deferred, Ct);
        var gone = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, gone.Reason);
    }

    [Fact]
    public async Task Settling_after_the_lock_expired_fails_with_lock_lost()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var first = client.CreateReceiver(queue);
        var expired = await ReceiveAsync(first);
        await using var second = client.CreateReceiver(queue);
        Assert.Equal(2, (await ReceiveAsync(second)).DeliveryCount);

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => first.CompleteMessageAsync(expired, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task Settling_twice_fails_with_lock_lost()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var message = await ReceiveAsync(receiver);
        await receiver.CompleteMessageAsync(message, Ct);
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task A_renewed_lock_ends_later()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var message = await ReceiveAsync(receiver);
        var before = message.LockedUntil;
        await Eventually.Holds(
            async () =>
            {
                await receiver.RenewMessageLockAsync(message, Ct);
                return message.LockedUntil > before;
            },
            "the lock ends later than at first");
        await receiver.CompleteMessageAsync(message, Ct);
    }

    [Fact]
    public async Task A_message_can_be_settled_after_its_receiver_was_closed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        var closed = client.CreateReceiver(queue);
        var message = await ReceiveAsync(closed);
        await closed.DisposeAsync();

        await using var other = client.CreateReceiver(queue);
        await other.CompleteMessageAsync(message, Ct);
        Assert.Null(await other.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Prefetched_messages_go_back_when_the_receiver_is_closed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessagesAsync(Enumerable.Range(0, 10).Select(number => new ServiceBusMessage($"{number}")), Ct);
        var prefetching = client.CreateReceiver(queue, new ServiceBusReceiverOptions { PrefetchCount = 10 });
        await prefetching.CompleteMessageAsync(await ReceiveAsync(prefetching), Ct);
        await prefetching.DisposeAsync();

        await using var receiver = client.CreateReceiver(queue);
        var received = new HashSet<string>(StringComparer.Ordinal);
        await Eventually.Holds(
            async () =>
            {
                foreach (var message in await receiver.ReceiveMessagesAsync(10, ShortWait, Ct)) received.Add(message.Body.ToString());
                return received.Count == 9;
            },
            "the nine messages nobody took come again, long before their lock ends");
    }

    [Fact]
    public async Task A_receiver_that_deletes_cannot_settle()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var message = await ReceiveAsync(receiver);
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message, Ct));
    }

    [Fact]
    public async Task A_cancelled_receive_loses_no_message()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(queue);
        using var cancel = new CancellationTokenSource();
        var receiving = receiver.ReceiveMessageAsync(null, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);

        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        Assert.Equal("x", (await ReceiveAsync(receiver)).Body.ToString());
    }

    private static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver receiver) =>
        await receiver.ReceiveMessageAsync(null, Ct) ?? throw new InvalidOperationException("No message came.");
}
