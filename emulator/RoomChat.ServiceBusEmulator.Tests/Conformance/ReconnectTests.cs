using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>Each test kills its own emulator.</summary>
public sealed class ReconnectTests : IAsyncLifetime
{
    private const string Queue = "queue";
    private const string SessionQueue = "session-queue";

    private EmulatorProcess _emulator = null!;
    private ServiceBusClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync(new EmulatorTopology().AddQueue(Queue).AddQueue(SessionQueue, requiresSession: true));
        _client = EmulatorFixture.CreateClient(_emulator.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Sender_and_receiver_continue_after_a_restart()
    {
        await using var sender = _client.CreateSender(Queue);
        await using var receiver = _client.CreateReceiver(Queue);
        await sender.SendMessageAsync(new("before"), Ct);
        Assert.Equal("before", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());

        await _emulator.KillAsync();
        await _emulator.StartAsync();

        // The first message was not settled, and its lock does not survive the restart.
        await sender.SendMessageAsync(new("after"), Ct);
        Assert.Equal("before", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());
        Assert.Equal("after", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    [Fact]
    public async Task Waiting_receive_survives_a_restart()
    {
        await using var receiver = _client.CreateReceiver(Queue);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(100), Ct));
        var receiving = receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(5), Ct);
        await _emulator.KillAsync();
        await _emulator.StartAsync();
        await _client.CreateSender(Queue).SendMessageAsync(new("after"), Ct);
        Assert.Equal("after", (await receiving)?.Body.ToString());
    }

    [Fact]
    public async Task Session_lock_is_lost_by_a_restart_and_accepted_again()
    {
        await using var receiver = await _client.AcceptSessionAsync(SessionQueue, "s", cancellationToken: Ct);
        var receiving = receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(5), Ct);
        await _emulator.KillAsync();

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiving);
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, lost.Reason);
        Assert.True(receiver.IsClosed);

        await _emulator.StartAsync();
        await using var again = await _client.AcceptSessionAsync(SessionQueue, "s", cancellationToken: Ct);
        await _client.CreateSender(SessionQueue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        Assert.Equal("x", (await again.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    [Fact]
    public async Task Session_processor_reports_the_loss_and_continues()
    {
        var (handled, errors) = (new ConcurrentQueue<string>(), 0);
        await using var processor = _client.CreateSessionProcessor(SessionQueue);
        processor.ProcessErrorAsync += _ => Task.FromResult(Interlocked.Increment(ref errors));
        processor.ProcessMessageAsync += args =>
        {
            handled.Enqueue(args.Message.Body.ToString());
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);
        await using var sender = _client.CreateSender(SessionQueue);
        await sender.SendMessageAsync(new("before") { SessionId = "s" }, Ct);
        await Eventually.Holds(() => handled.Contains("before"), "it processes");

        await _emulator.KillAsync();
        await _emulator.StartAsync();

        await sender.SendMessageAsync(new("after") { SessionId = "s" }, Ct);
        await Eventually.Holds(() => handled.Contains("after"), "it processes again");
        Assert.NotEqual(0, Volatile.Read(ref errors));
    }

    [Fact]
    public async Task Message_received_before_a_restart_is_not_settled_after()
    {
        await using var receiver = _client.CreateReceiver(Queue);
        await _client.CreateSender(Queue).SendMessageAsync(new("x"), Ct);
        var message = await receiver.ReceiveMessageAsync(null, Ct);
        await _emulator.KillAsync();
        await _emulator.StartAsync();
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message!, Ct));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }
}
