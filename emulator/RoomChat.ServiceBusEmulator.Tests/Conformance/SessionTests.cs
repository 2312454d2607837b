using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class SessionTests(EmulatorFixture emulator)
{
    private const string Session = "shard-00";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_keeps_the_order_of_a_thousand_messages()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(topic);
        for (var first = 0; first < 1000; first += 100)
            await Task.WhenAll(Enumerable.Range(first, 100).Select(number => sender.SendMessageAsync(new($"{number}") { SessionId = Session }, Ct)));

        await using var receiver = await client.AcceptNextSessionAsync(topic, EmulatorFixture.Subscription, cancellationToken: Ct);
        var received = new List<string>();
        while (received.Count < 1000)
        {
            var batch = await receiver.ReceiveMessagesAsync(64, null, Ct);
            received.AddRange(batch.Select(message => message.Body.ToString()));
            await Task.WhenAll(batch.Select(message => receiver.CompleteMessageAsync(message, Ct)));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"{number}"), received);
    }

    [Fact]
    public async Task Two_receivers_never_hold_one_session()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = new ServiceBusClient(
            emulator.ConnectionString, new ServiceBusClientOptions { RetryOptions = new() { TryTimeout = TimeSpan.FromSeconds(2), MaxRetries = 0 } });
        await SendAsync(client, queue, "a");
        await using var holder = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        Assert.Equal(Session, holder.SessionId);

        var held = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptSessionAsync(queue, Session, cancellationToken: Ct));
        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, held.Reason);
        var noneFree = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptNextSessionAsync(queue, cancellationToken: Ct));
        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, noneFree.Reason);

        await holder.DisposeAsync();
        await using var next = await client.AcceptSessionAsync(queue, Session, cancellationToken: Ct);
        Assert.Equal("a", (await next.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    [Fact]
    public async Task Waiting_for_the_next_session_begins_anew_after_a_timeout_as_often_as_the_options_say()
    {
        var policy = new CountingPolicy(new Thrice());
        await using var client = new ServiceBusClient(
            emulator.ConnectionString, new ServiceBusClientOptions { RetryOptions = new() { CustomRetryPolicy = policy } });
        var noneFree = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptNextSessionAsync(emulator.TakeSessionQueue(), cancellationToken: Ct));
        Assert.Equal((ServiceBusFailureReason.ServiceTimeout, 3), (noneFree.Reason, policy.Failures));
    }

    [Fact]
    public async Task The_sessions_that_have_messages_are_listed_and_so_are_those_whose_state_was_set()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(topic);
        var names = Enumerable.Range(0, 120).Select(number => $"session-{number:000}").ToList();
        await Task.WhenAll(names.Select(name => sender.SendMessageAsync(new("x") { SessionId = name }, Ct)));
        var before = TimeProvider.System.GetUtcNow();
        await using var receiver = await client.AcceptSessionAsync(topic, EmulatorFixture.Subscription, "empty", cancellationToken: Ct);
        await receiver.SetSessionStateAsync(new("state"), Ct);

        Assert.Equal(names, (await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, Ct).ToListAsync(Ct)).Order(StringComparer.Ordinal));
        Assert.Equal(["empty"], await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, before.AddMinutes(-1), Ct).ToListAsync(Ct));
        Assert.Empty(await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, before.AddHours(1), Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Waiting_for_a_session_can_be_cancelled_and_the_connection_goes_on()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        await sender.SendMessageAsync(new("other") { SessionId = "other" }, Ct);
        await using var other = await client.AcceptSessionAsync(queue, "other", cancellationToken: Ct);

        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.AcceptNextSessionAsync(queue, cancellationToken: cancel.Token));

        // A connection that broke would have taken the other session's lock with it.
        await sender.SendMessageAsync(new("mine") { SessionId = Session }, Ct);
        Assert.False(other.IsClosed);
        await using var mine = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        Assert.Equal((Session, "mine"), (mine.SessionId, (await mine.ReceiveMessageAsync(null, Ct))?.Body.ToString()));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_the_session_when_its_first_message_comes()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        var accepting = client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        await SendAsync(client, queue, "a");
        await using var receiver = await accepting;
        Assert.Equal(Session, receiver.SessionId);
        Assert.True(receiver.SessionLockedUntil > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task An_abandoned_message_of_a_session_comes_again_before_later_ones()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await SendAsync(client, queue, "a");
        await SendAsync(client, queue, "b");
        await using var receiver = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        var first = await receiver.ReceiveMessageAsync(null, Ct);
        await receiver.AbandonMessageAsync(first!, null, Ct);
        var again = await receiver.ReceiveMessageAsync(null, Ct);
        Assert.Equal(("a", 2), (again!.Body.ToString(), again.DeliveryCount));
    }

    [Fact]
    public async Task State_stays_with_the_session()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await using (var receiver = await client.AcceptSessionAsync(queue, Session, cancellationToken: Ct))
        {
            Assert.Null(await receiver.GetSessionStateAsync(Ct));
            await receiver.SetSessionStateAsync(BinaryData.FromString("offset 7"), Ct);
        }

        await using var next = await client.AcceptSessionAsync(queue, Session, cancellationToken: Ct);
        Assert.Equal("offset 7", (await next.GetSessionStateAsync(Ct))?.ToString());
    }

    [Fact]
    public async Task A_renewed_session_lock_ends_later()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = await client.AcceptSessionAsync(emulator.TakeSessionQueue(), Session, cancellationToken: Ct);
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
    public async Task A_receiver_without_session_is_refused_where_sessions_are_required()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(emulator.TakeSessionQueue());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync(null, Ct));
    }

    private static Task SendAsync(ServiceBusClient client, string queue, string body) =>
        client.CreateSender(queue).SendMessageAsync(new(body) { SessionId = Session }, Ct);

    private sealed class Thrice : ServiceBusRetryPolicy
    {
        public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount) => attemptCount < 3 ? TimeSpan.FromMilliseconds(1) : null;

        public override TimeSpan CalculateTryTimeout(int attemptCount) => TimeSpan.FromMilliseconds(200);
    }

    private sealed class CountingPolicy(ServiceBusRetryPolicy inner) : ServiceBusRetryPolicy
    {
        public int Failures { get; private set; }

        public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
        {
            Failures++;
            return inner.CalculateRetryDelay(lastException, attemptCount);
        }

        public override TimeSpan CalculateTryTimeout(int attemptCount) => inner.CalculateTryTimeout(attemptCount);
    }
}
