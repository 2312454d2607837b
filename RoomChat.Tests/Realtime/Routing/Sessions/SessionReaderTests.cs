using System.Globalization;
using Azure.Messaging.ServiceBus;
using RoomChat.Realtime.Routing.Sessions;

namespace RoomChat.Tests.Realtime.Routing.Sessions;

/// <summary>The reader does not wait for a batch to fill, still reads batches, keeps the order, and ends when the link ends.</summary>
[Collection(SharedEmulator.Name)]
public sealed class SessionReaderTests(RoomsEmulator emulator) : IAsyncLifetime
{
    private const string Session = "s";
    private static readonly TimeSpan ShortIdle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Endless = TimeSpan.FromHours(1);

    // Longer than a test's timeout, so a test fails if it waits for the client to notice a closed link by itself.
    private readonly ServiceBusClient _client = emulator.CreateClient(tryTimeout: TimeSpan.FromMinutes(10));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Read_asks_the_client_for_one_message_at_a_time()
    {
        var queue = emulator.TakeSessionQueue();
        await SendAsync(queue, 0, 1);
        await using var receiver = await AcceptAsync(queue);
        var recording = new RecordingReceiver(receiver);
        await using var reader = new SessionReader(recording, batchSize: 100, Endless, TimeProvider.System, Ct);
        var batch = await reader.ReadAsync();
        Assert.Equal(["0"], Bodies(batch));
        // One receive for the read message and one for the next. With a larger number the client would hold the first message back.
        Assert.Equal([1, 1], recording.Asked);
    }

    [Fact]
    public async Task Backlog_is_read_in_order_in_fewer_reads_than_messages()
    {
        const int count = 60;
        var queue = emulator.TakeSessionQueue();
        await SendAsync(queue, 0, count);
        await using var receiver = await AcceptAsync(queue);
        await using var reader = new SessionReader(receiver, batchSize: 20, ShortIdle, TimeProvider.System, Ct);
        var (bodies, reads) = (new List<string>(), 0);
        while (await reader.ReadAsync() is { Count: > 0 } batch)
        {
            reads++;
            Assert.InRange(batch.Count, 1, 20);
            bodies.AddRange(Bodies(batch));
            await Task.WhenAll(batch.Select(message => receiver.CompleteMessageAsync(message, Ct)));
        }
        Assert.Equal(Numbers(0, count), bodies);
        Assert.InRange(reads, 1, count / 2);
    }

    [Fact]
    public async Task Read_of_a_silent_session_is_empty()
    {
        await using var receiver = await AcceptAsync(emulator.TakeSessionQueue());
        await using var reader = new SessionReader(receiver, batchSize: 100, ShortIdle, TimeProvider.System, Ct);
        Assert.Empty(await reader.ReadAsync());
    }

    [Fact]
    public async Task Read_ends_when_the_broker_ends_the_session()
    {
        await using var receiver = await AcceptAsync(emulator.TakeShortLockSessionQueue());
        await using var reader = new SessionReader(receiver, batchSize: 100, Endless, TimeProvider.System, Ct);
        // The lock is not renewed.
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => reader.ReadAsync().WaitAsync(Eventually.Patience, Ct));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, lost.Reason);
    }

    [Fact]
    public async Task Cancelled_read_ends_at_once_and_gives_the_session_back()
    {
        var queue = emulator.TakeSessionQueue();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using (var receiver = await AcceptAsync(queue))
        {
            await using var reader = new SessionReader(receiver, batchSize: 100, Endless, TimeProvider.System, stop.Token);
            var reading = reader.ReadAsync();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Eventually.Patience, Ct));
        }
        await using var next = await AcceptAsync(queue).WaitAsync(Eventually.Patience, Ct);
    }

    [Fact]
    public async Task Messages_that_were_not_settled_come_first_again_in_order()
    {
        var queue = emulator.TakeSessionQueue();
        await SendAsync(queue, 0, 50);
        await using (var receiver = await AcceptAsync(queue))
        {
            // One message is read, one is requested, and others are prefetched.
            await using var reader = new SessionReader(receiver, batchSize: 1, Endless, TimeProvider.System, Ct);
            Assert.Equal(["0"], Bodies(await reader.ReadAsync()));
        }
        await SendAsync(queue, 50, 10);
        await using var again = await AcceptAsync(queue);
        await using var next = new SessionReader(again, batchSize: 100, ShortIdle, TimeProvider.System, Ct);
        var bodies = new List<string>();
        while (await next.ReadAsync() is { Count: > 0 } batch) bodies.AddRange(Bodies(batch));
        Assert.Equal(Numbers(0, 60), bodies);
    }

    private static List<string> Bodies(IEnumerable<ServiceBusReceivedMessage> messages) =>
        [.. messages.Select(message => message.Body.ToString())];

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private Task<ServiceBusSessionReceiver> AcceptAsync(string queue) =>
        _client.AcceptSessionAsync(queue, Session, new ServiceBusSessionReceiverOptions { PrefetchCount = 100 }, Ct);

    private async Task SendAsync(string queue, int first, int count)
    {
        await using var sender = _client.CreateSender(queue);
        await sender.SendMessagesAsync(Numbers(first, count).Select(body => new ServiceBusMessage(body) { SessionId = Session }), Ct);
    }
}
