using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>What processors do about locks while a handler runs.</summary>
[Collection(SharedEmulator.Name)]
public sealed class LockRenewalTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lock_of_a_message_outlives_its_own_duration_while_the_handler_runs()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var processor = client.CreateProcessor(queue);
        var deliveries = await ProcessOneAsync(processor, async args =>
        {
            var first = args.Message.LockedUntil;
            await Eventually.Holds(() => args.Message.LockedUntil > first + EmulatorFixture.ShortLock, "the lock is renewed beyond its duration");
        });

        Assert.Equal(1, deliveries);
        Assert.Null(await client.CreateReceiver(queue).PeekMessageAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task The_handler_is_told_when_the_lock_of_its_message_ends()
    {
        var queue = emulator.TakeShortLockQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        var told = new TaskCompletionSource<MessageLockLostEventArgs>();
        var deliveries = await ProcessOneAsync(processor, async args =>
        {
            if (args.Message.DeliveryCount > 1) return;
            args.MessageLockLostAsync += lost =>
            {
                told.TrySetResult(lost);
                return Task.CompletedTask;
            };
            Assert.Same(args.Message, (await told.Task.WaitAsync(Eventually.Patience, args.CancellationToken)).Message);
        }, untilDeliveries: 2);

        Assert.Equal(2, deliveries);
    }

    [Fact]
    public async Task A_lock_that_is_kept_or_settled_is_not_called_lost()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var processor = client.CreateProcessor(queue);
        var lost = 0;
        await ProcessOneAsync(processor, async args =>
        {
            args.MessageLockLostAsync += _ => Task.FromResult(Interlocked.Increment(ref lost));
            await args.CompleteMessageAsync(args.Message, args.CancellationToken);
        });

        Assert.Equal(0, lost);
    }

    [Fact]
    public async Task The_lock_of_a_session_outlives_its_own_duration_while_the_handler_runs()
    {
        var queue = emulator.TakeShortLockSessionQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        await using var processor = client.CreateSessionProcessor(queue);
        var handled = await ProcessOneAsync(processor, async args =>
        {
            var first = args.SessionLockedUntil;
            await Eventually.Holds(() => args.SessionLockedUntil > first + EmulatorFixture.ShortLock, "the lock is renewed beyond its duration");
        });

        Assert.Equal(1, handled);
    }

    [Fact]
    public async Task The_handler_is_told_when_the_lock_of_its_session_ends_and_its_token_fires()
    {
        var queue = emulator.TakeShortLockSessionQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        await using var processor = client.CreateSessionProcessor(queue, new() { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        var told = new TaskCompletionSource<SessionLockLostEventArgs>();
        var handled = await ProcessOneAsync(processor, async args =>
        {
            if (args.Message.DeliveryCount > 1) return;
            args.SessionLockLostAsync += lost =>
            {
                told.TrySetResult(lost);
                return Task.CompletedTask;
            };
            Assert.Same(args.Message, (await told.Task.WaitAsync(Eventually.Patience, Ct)).Message);
            await Eventually.Holds(() => args.CancellationToken.IsCancellationRequested, "the token fires");
        }, untilHandled: 2);

        Assert.Equal(2, handled);
    }

    private static async Task<int> ProcessOneAsync(ServiceBusProcessor processor, Func<ProcessMessageEventArgs, Task> handler, int untilDeliveries = 1)
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
        await Eventually.Holds(() => Volatile.Read(ref deliveries) >= untilDeliveries || failure is not null, "the message is handled");
        await processor.StopProcessingAsync(Ct);
        Assert.Null(failure);
        return deliveries;
    }

    private static async Task<int> ProcessOneAsync(ServiceBusSessionProcessor processor, Func<ProcessSessionMessageEventArgs, Task> handler, int untilHandled = 1)
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
        await Eventually.Holds(() => Volatile.Read(ref handled) >= untilHandled || failure is not null, "the message is handled");
        await processor.StopProcessingAsync(Ct);
        Assert.Null(failure);
        return handled;
    }
}
