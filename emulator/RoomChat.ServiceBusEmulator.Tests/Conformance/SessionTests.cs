using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class SessionTests(EmulatorFixture emulator)
{
    private const string Session = "shard-00";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_keeps_the_order_of_a_thousand_messages()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(topic);

        // The client may reorder concurrent sends of a new sender, so the first one is awaited.
        await sender.SendMessageAsync(new("0") { SessionId = Session }, Ct);
        for (var first = 1; first < 1000; first += 111)
        {
            var messages = Enumerable.Range(first, 111).Select(number => new ServiceBusMessage($"{number}") { SessionId = Session });
            await Task.WhenAll(messages.Select(message => sender.SendMessageAsync(message, Ct)));
        }

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
    public async Task Held_session_is_refused_to_a_second_receiver()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await using var impatient = new ServiceBusClient(
            emulator.ConnectionString, new ServiceBusClientOptions
            {
                RetryOptions = new() { TryTimeout = TimeSpan.FromSeconds(2), MaxRetries = 0 }
            });
        await SendAsync(client, queue, "a");
        await using var holder = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        Assert.Equal(Session, holder.SessionId);

        var held = await Assert.ThrowsAsync<ServiceBusException>(() => client.AcceptSessionAsync(queue, Session, cancellationToken: Ct));
        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, held.Reason);
        var noneFree = await Assert.ThrowsAsync<ServiceBusException>(() => impatient.AcceptNextSessionAsync(queue, cancellationToken: Ct));
        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, noneFree.Reason);

        await holder.DisposeAsync();
        await using var next = await client.AcceptSessionAsync(queue, Session, cancellationToken: Ct);
        Assert.Equal("a", (await next.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    [Fact]
    public async Task Sessions_are_listed_by_messages_and_by_state()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(topic);
        var names = Enumerable.Range(0, 120).Select(number => $"session-{number:000}").ToList();
        await Task.WhenAll(names.Select(name => sender.SendMessageAsync(new("x") { SessionId = name }, Ct)));
        var before = TimeProvider.System.GetUtcNow();
        await using var receiver = await client.AcceptSessionAsync(topic, EmulatorFixture.Subscription, "empty", cancellationToken: Ct);
        await receiver.SetSessionStateAsync(new("state"), Ct);

        Assert.Equal(
            names,
            (await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, Ct).ToListAsync(Ct)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["empty"],
            await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, before.AddMinutes(-1), Ct).ToListAsync(Ct));
        Assert.Empty(await client.GetMessageSessionsAsync(topic, EmulatorFixture.Subscription, before.AddHours(1), Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Cancelled_wait_for_a_session_keeps_the_connection()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        await using var sender = client.CreateSender(queue);
        await sender.SendMessageAsync(new("other") { SessionId = "other" }, Ct);
        await using var other = await client.AcceptSessionAsync(queue, "other", cancellationToken: Ct);

        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.AcceptNextSessionAsync(queue, cancellationToken: cancel.Token));

        // A broken connection would also lose the lock of the other session.
        await sender.SendMessageAsync(new("mine") { SessionId = Session }, Ct);
        Assert.False(other.IsClosed);
        await using var mine = await client.AcceptNextSessionAsync(queue, cancellationToken: Ct);
        Assert.Equal((Session, "mine"), (mine.SessionId, (await mine.ReceiveMessageAsync(null, Ct))?.Body.ToString()));
    }

    [Fact]
    public async Task Waiting_receiver_gets_a_session_with_its_first_message()
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
    public async Task Abandoned_message_of_a_session_returns_before_later_ones()
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
    public async Task Null_state_is_removed_and_empty_state_is_kept()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = await client.AcceptSessionAsync(emulator.TakeSessionQueue(), Session, cancellationToken: Ct);
        await receiver.SetSessionStateAsync(BinaryData.FromBytes(Array.Empty<byte>()), Ct);
        Assert.Empty((await receiver.GetSessionStateAsync(Ct)).ToArray());
        await receiver.SetSessionStateAsync(null!, Ct);
        Assert.Null(await receiver.GetSessionStateAsync(Ct));
    }

    [Fact]
    public async Task Receiver_without_session_is_refused_where_sessions_are_required()
    {
        await using var client = emulator.CreateClient();
        await using var receiver = client.CreateReceiver(emulator.TakeSessionQueue());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync(null, Ct));
    }

    private static Task SendAsync(ServiceBusClient client, string queue, string body) =>
        client.CreateSender(queue).SendMessageAsync(new(body) { SessionId = Session }, Ct);
}
