using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class ProcessorTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_is_handled_and_completed()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        var handled = new ConcurrentBag<string>();
        await using var processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.ProcessMessageAsync += args =>
        {
            handled.Add(args.Message.Body.ToString());
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);
        await client.CreateSender(queue).SendMessagesAsync(
            Enumerable.Range(0, 50).Select(number => new ServiceBusMessage($"{number}")), Ct);

        await Eventually.Holds(() => handled.Count == 50, "all are handled");
        await processor.StopProcessingAsync(Ct);
        Assert.False(processor.IsProcessing);
        Assert.Equal(50, handled.Distinct().Count());
        Assert.Null(await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task Message_of_a_failed_handler_comes_again()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        var errors = new ConcurrentQueue<ProcessErrorEventArgs>();
        var deliveries = new ConcurrentQueue<int>();
        await using var processor = client.CreateProcessor(queue);
        processor.ProcessErrorAsync += args =>
        {
            errors.Enqueue(args);
            return Task.CompletedTask;
        };
        processor.ProcessMessageAsync += args =>
        {
            deliveries.Enqueue(args.Message.DeliveryCount);
            return args.Message.DeliveryCount == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);

        await Eventually.Holds(() => deliveries.Count == 2, "the message came twice");
        Assert.Equal([1, 2], deliveries);
        var error = Assert.Single(errors);
        Assert.Equal((ServiceBusErrorSource.ProcessMessageCallback, "not yet"), (error.ErrorSource, error.Exception.Message));
    }
}
