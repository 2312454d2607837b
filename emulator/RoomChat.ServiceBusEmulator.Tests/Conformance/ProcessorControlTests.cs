using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>What can be changed about a processor, and what its handler can do beside handling.</summary>
[Collection(SharedEmulator.Name)]
public sealed class ProcessorControlTests(EmulatorFixture emulator)
{
    private readonly ConcurrentQueue<string> _handled = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_number_of_calls_at_a_time_can_be_raised_and_lowered_while_it_runs()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, 5);
        using var turns = new SemaphoreSlim(0);
        var running = 0;
        await using var processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 1 });
        await StartAsync(processor, async args =>
        {
            Interlocked.Increment(ref running);
            await turns.WaitAsync(args.CancellationToken);
            Interlocked.Decrement(ref running);
            _handled.Enqueue(args.Message.Body.ToString());
        });
        await Eventually.Holds(() => Volatile.Read(ref running) == 1, "one handler runs");
        processor.UpdateConcurrency(3);
        await Eventually.Holds(() => Volatile.Read(ref running) == 3, "three handlers run");
        processor.UpdateConcurrency(1);
        turns.Release(3);
        await Eventually.Holds(() => _handled.Count == 3 && Volatile.Read(ref running) == 1, "one handler runs again");
        turns.Release(2);
        await Eventually.Holds(() => _handled.Count == 5, "all are handled");
        Assert.Equal(1, processor.MaxConcurrentCalls);
    }

    [Fact]
    public async Task A_raised_prefetch_takes_messages_out_of_others_reach_before_handlers_are_free()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, 3);
        var release = new TaskCompletionSource();
        await using var processor = client.CreateProcessor(queue);
        await StartAsync(processor, async args =>
        {
            _handled.Enqueue(args.Message.Body.ToString());
            await release.Task.WaitAsync(args.CancellationToken);
        });
        await Eventually.Holds(() => _handled.Count == 1, "one is in the handler's hands");
        await using var other = client.CreateReceiver(queue);
        var free = await other.ReceiveMessageAsync(null, Ct);
        await other.AbandonMessageAsync(free!, null, Ct);

        processor.UpdatePrefetchCount(10);
        Assert.Equal(10, processor.PrefetchCount);
        await Eventually.Holds(
            async () =>
            {
                if (await other.ReceiveMessageAsync(TimeSpan.FromMilliseconds(50), Ct) is not { } message) return true;
                await other.AbandonMessageAsync(message, null, Ct);
                return false;
            },
            "the others are fetched ahead");
        release.SetResult();
        await Eventually.Holds(() => _handled.Count == 3, "all are handled");
    }

    [Fact]
    public async Task What_a_handler_receives_itself_is_completed_with_its_message_or_abandoned_with_it()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, 3);
        var actions = new TaskCompletionSource<ProcessorReceiveActions>();
        var calls = 0;
        await using var processor = client.CreateProcessor(queue);
        await StartAsync(processor, async args =>
        {
            actions.TrySetResult(args.GetReceiveActions());
            var first = Interlocked.Increment(ref calls) == 1;
            _handled.Enqueue($"{args.Message.Body}/{args.Message.DeliveryCount}");
            foreach (var more in await args.GetReceiveActions().ReceiveMessagesAsync(10, null, args.CancellationToken))
                _handled.Enqueue($"{more.Body}/{more.DeliveryCount}");
            if (first) throw new InvalidOperationException("once more");
        });

        await Eventually.Holds(() => _handled.Count == 6, "all came twice");
        await processor.StopProcessingAsync(Ct);
        Assert.Equal(["0/1", "0/2", "1/1", "1/2", "2/1", "2/2"], _handled.Order(StringComparer.Ordinal));
        Assert.Null(await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await actions.Task).ReceiveMessagesAsync(1, null, Ct));
    }

    [Fact]
    public async Task A_handler_gets_deferred_messages_and_looks_at_others()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, 1);
        await using var receiver = client.CreateReceiver(queue);
        var deferred = (await receiver.ReceiveMessageAsync(null, Ct))!;
        await receiver.DeferMessageAsync(deferred, null, Ct);
        await using var processor = client.CreateProcessor(queue);
        await StartAsync(processor, async args =>
        {
            var peeked = await args.GetReceiveActions().PeekMessagesAsync(10, 0, args.CancellationToken);
            var received = await args.GetReceiveActions().ReceiveDeferredMessagesAsync([deferred.SequenceNumber], args.CancellationToken);
            _handled.Enqueue($"{args.Message.Body}, peeked {peeked.Count}, deferred {received[0].Body}");
        });
        await client.CreateSender(queue).SendMessageAsync(new("now"), Ct);

        await Eventually.Holds(() => !_handled.IsEmpty, "the message is handled");
        await processor.StopProcessingAsync(Ct);
        Assert.Equal(["now, peeked 2, deferred 0"], _handled);
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task A_stop_waits_for_the_handler_and_its_message_is_completed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, 1);
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var processor = client.CreateProcessor(queue);
        await StartAsync(processor, args =>
        {
            entered.SetResult();
            return release.Task;
        });
        await entered.Task.WaitAsync(Eventually.Patience, Ct);
        var stopping = processor.StopProcessingAsync(Ct);
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;
        Assert.Null(await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task Handlers_are_single_and_stay_while_it_runs()
    {
        await using var client = emulator.CreateClient();
        await using var processor = client.CreateProcessor(emulator.TakeQueue());
        Task Handler(ProcessMessageEventArgs args) => Task.CompletedTask;
        await StartAsync(processor, Handler);
        Assert.Throws<NotSupportedException>(() => processor.ProcessMessageAsync += Handler);
        Assert.Throws<InvalidOperationException>(() => processor.ProcessMessageAsync -= Handler);
        await processor.StopProcessingAsync(Ct);
        processor.ProcessMessageAsync -= Handler;
        Assert.Throws<ArgumentException>(() => processor.ProcessMessageAsync -= Handler);
    }

    private static async Task SendAsync(ServiceBusClient client, string queue, int count)
    {
        await using var sender = client.CreateSender(queue);
        await sender.SendMessagesAsync(Enumerable.Range(0, count).Select(number => new ServiceBusMessage($"{number}")), Ct);
    }

    private static Task StartAsync(ServiceBusProcessor processor, Func<ProcessMessageEventArgs, Task> handler)
    {
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        return processor.StartProcessingAsync(Ct);
    }
}
