using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>Expiry of message and session locks, and their renewal by receivers and processors.</summary>
[Collection(SharedEmulator.Name)]
public sealed class LockTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settlement_after_the_lock_expired_is_refused_with_lock_lost()
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
    public async Task Renewed_message_lock_ends_later()
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
    public async Task Renewed_session_lock_ends_later()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = await client.AcceptSessionAsync(emulator.TakeSessionQueue(), "s", cancellationToken: Ct);
        var before = receiver.SessionLockedUntil;
        await Eventually.Holds(
            async () =>
            {
                await receiver.RenewSessionLockAsync(Ct);
                return receiver.SessionLockedUntil > before;
            },
            "the lock ends later than at first");
    }

    [Fact]
    public async Task Processor_renews_the_lock_of_a_message_beyond_its_duration()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var processor = client.CreateProcessor(queue);
        var deliveries = await ProcessOneAsync(processor, async args =>
        {
            var first = args.Message.LockedUntil;
            await Eventually.Holds(
                () => args.Message.LockedUntil > first + EmulatorFixture.ShortLock, "the lock is renewed beyond its duration");
        });

        Assert.Equal(1, deliveries);
        Assert.Null(await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task Message_with_an_expired_lock_comes_again_to_its_processor()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        // Two concurrent calls: the second delivery must not wait for the end of the first.
        var options = new ServiceBusProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero, MaxConcurrentCalls = 2 };
        await using var processor = client.CreateProcessor(queue, options);
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ProcessOneAsync(processor, args =>
        {
            if (args.Message.DeliveryCount > 1) again.TrySetResult();
            return again.Task.WaitAsync(Eventually.Patience, Ct);
        });
    }

    [Fact]
    public async Task Processor_renews_the_lock_of_a_session_beyond_its_duration()
    {
        var queue = emulator.TakeShortLockSessionQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        await using var processor = client.CreateSessionProcessor(queue);
        var handled = await ProcessOneAsync(processor, async args =>
        {
            var first = args.SessionLockedUntil;
            await Eventually.Holds(
                () => args.SessionLockedUntil > first + EmulatorFixture.ShortLock, "the lock is renewed beyond its duration");
        });

        Assert.Equal(1, handled);
    }

    [Fact]
    public async Task Session_with_an_expired_lock_comes_again_to_its_processor()
    {
        var queue = emulator.TakeShortLockSessionQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        await using var processor = client.CreateSessionProcessor(queue, new() { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ProcessOneAsync(processor, args =>
        {
            if (args.Message.DeliveryCount > 1) again.TrySetResult();
            return again.Task.WaitAsync(Eventually.Patience, Ct);
        });
    }

    private static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver receiver) =>
        await receiver.ReceiveMessageAsync(null, Ct) ?? throw new InvalidOperationException("No message came.");

    private static async Task<int> ProcessOneAsync(ServiceBusProcessor processor, Func<ProcessMessageEventArgs, Task> handler)
    {
        var (deliveries, failure) = (0, (Exception?)null);
        processor.ProcessMessageAsync += async args =>
        {
            await handler(args);
            Interlocked.Increment(ref deliveries);
        };
        processor.ProcessErrorAsync += args =>
        {
            if (args.ErrorSource == ServiceBusErrorSource.ProcessMessageCallback) failure = args.Exception;
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);
        await Eventually.Holds(() => Volatile.Read(ref deliveries) >= 1 || failure is not null, "the message is handled");
        await processor.StopProcessingAsync(Ct);
        Assert.Null(failure);
        return deliveries;
    }

    private static async Task<int> ProcessOneAsync(ServiceBusSessionProcessor processor, Func<ProcessSessionMessageEventArgs, Task> handler)
    {
        var (handled, failure) = (0, (Exception?)null);
        processor.ProcessMessageAsync += async args =>
        {
            await handler(args);
            Interlocked.Increment(ref handled);
        };
        processor.ProcessErrorAsync += args =>
        {
            if (args.ErrorSource == ServiceBusErrorSource.ProcessMessageCallback) failure = args.Exception;
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);
        await Eventually.Holds(() => Volatile.Read(ref handled) >= 1 || failure is not null, "the message is handled");
        await processor.StopProcessingAsync(Ct);
        Assert.Null(failure);
        return handled;
    }
}
