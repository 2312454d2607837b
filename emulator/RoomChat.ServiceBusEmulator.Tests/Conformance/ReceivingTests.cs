using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class ReceivingTests(EmulatorFixture emulator)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_on_an_empty_queue_returns_null_after_the_wait()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(emulator.TakeQueue());
        Assert.Null(await receiver.ReceiveMessageAsync(ShortWait, Ct));
        Assert.Empty(await receiver.ReceiveMessagesAsync(10, ShortWait, Ct));
    }

    [Fact]
    public async Task Waiting_receive_returns_the_first_message_at_once()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(queue);
        var receiving = receiver.ReceiveMessagesAsync(100, TimeSpan.FromMinutes(10), Ct);
        await client.CreateSender(queue).SendMessageAsync(new("one"), Ct);
        Assert.Equal("one", Assert.Single(await receiving.WaitAsync(Eventually.Patience, Ct)).Body.ToString());
    }

    [Fact]
    public async Task Completed_message_is_gone()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        await receiver.CompleteMessageAsync(await ReceiveAsync(receiver), Ct);
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Concurrent_completions_are_each_confirmed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessagesAsync(
            Enumerable.Range(0, 100).Select(number => new ServiceBusMessage($"{number}")), Ct);
        await using var receiver = client.CreateReceiver(queue);
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < 100) received.AddRange(await receiver.ReceiveMessagesAsync(100 - received.Count, null, Ct));

        await Task.WhenAll(received.Select(message => receiver.CompleteMessageAsync(message, Ct)));
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Abandoned_message_returns_with_higher_count_and_changed_properties()
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
    public async Task Deferred_message_is_received_by_its_sequence_number_only()
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
    public async Task Second_settlement_is_refused_with_lock_lost()
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
    public async Task Message_of_a_closed_receiver_is_settled_by_another()
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
    public async Task Prefetched_messages_return_when_their_receiver_closes()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessagesAsync(
            Enumerable.Range(0, 10).Select(number => new ServiceBusMessage($"{number}")), Ct);
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
    public async Task Message_in_receive_and_delete_mode_is_gone_once_received()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(
            queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        Assert.Equal("x", (await ReceiveAsync(receiver)).Body.ToString());
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Cancelled_receive_loses_no_message()
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
