using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Effects on connected clients when entities are created, changed and deleted.</summary>
public sealed class EntityChangesTests : IAsyncLifetime
{
    private const string NotFound = "amqp:not-found";
    private const string Disabled = "com.microsoft:entity-disabled";
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Deleting_a_queue_detaches_its_senders_and_receivers()
    {
        var connection = await _emulator.ConnectAsync();
        var sender = new SenderLink(new Session(connection), "sender", "q");
        await sender.SendAsync(ClientLinks.Text("1"), ClientLinks.Patience);
        var receiver = connection.Receiver("q");
        var ofDeadLetters = connection.Receiver("q/$DeadLetterQueue");
        await receiver.NextAsync();
        await AttachedAsync("q", receivers: 2);

        _emulator.Entities.Delete(EntityPath.Of("q"));

        foreach (var link in (Link[])[sender, receiver, ofDeadLetters])
        {
            var error = await link.RefusalAsync();
            Assert.Equal(NotFound, error.Condition);
            Assert.Contains("The messaging entity 'sb://localhost/q' could not be found.", error.Description, StringComparison.Ordinal);
        }

        Assert.Equal(NotFound, (await connection.Receiver("q").RefusalAsync()).Condition);
        Assert.False(connection.IsClosed);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Deleting_a_queue_refuses_receivers_that_wait_for_a_session()
    {
        var connection = await _emulator.ConnectAsync();
        var held = connection.SessionReceiver("s", "a");
        var waiting = connection.SessionReceiver("s", sessionId: null);
        await AttachedAsync("s", receivers: 2);

        _emulator.Entities.Delete(EntityPath.Of("s"));

        Assert.Equal(NotFound, (await waiting.RefusalAsync()).Condition);
        Assert.Equal(NotFound, (await held.RefusalAsync()).Condition);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Queue_created_during_a_connection_is_usable_at_once()
    {
        var connection = await _emulator.ConnectAsync();
        Assert.Equal(NotFound, (await connection.Receiver("new/queue").RefusalAsync()).Condition);

        _emulator.Entities.Create(new QueueDescription("new/queue"));
        await connection.SendAsync("new/queue", ClientLinks.Text("1"));

        Assert.Equal("1", (await connection.Receiver("/New%2FQueue").NextAsync()).Body);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_disabled_queue_detaches_and_refuses_both_sides()
    {
        var connection = await _emulator.ConnectAsync();
        var sender = new SenderLink(new Session(connection), "sender", "q");
        var receiver = connection.Receiver("q");
        await AttachedAsync("q", receivers: 1, senders: 1);

        _emulator.Entities.Update(_emulator.Entities.GetQueue("q").Description with { Status = EntityStatus.Disabled });

        Assert.Equal(Disabled, (await sender.RefusalAsync()).Condition);
        Assert.Equal(Disabled, (await receiver.RefusalAsync()).Condition);
        Assert.Equal(Disabled, (await connection.Receiver("q").RefusalAsync()).Condition);
        Assert.Equal(Disabled, (await new SenderLink(new Session(connection), "another", "q").RefusalAsync()).Condition);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Send_disabled_queue_refuses_scheduled_messages()
    {
        var connection = await _emulator.ConnectAsync();
        var links = new RequestLinks(connection, "q/$management", "requests");
        _emulator.Entities.Update(_emulator.Entities.GetQueue("q").Description with { Status = EntityStatus.SendDisabled });
        var message = new Message { Properties = new Properties { MessageId = "1" }, BodySection = new Data { Binary = [1] } }.Encode();
        var bytes = message.Buffer.AsSpan(message.Offset, message.Length).ToArray();

        var answer = await links.AskAsync(
            "schedule-message", new Map { ["messages"] = new List { new Map { ["message"] = bytes, ["message-id"] = "1" } } });

        Assert.Equal(
            (400, Disabled), (answer.ApplicationProperties["statusCode"], answer.ApplicationProperties["errorCondition"]?.ToString()));
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Forwarding_queue_refuses_receivers_except_on_transfer_dead_letters()
    {
        _emulator.Entities.Create(new QueueDescription("relay") { ForwardTo = "s", ForwardDeadLetteredMessagesTo = "q" });
        var connection = await _emulator.ConnectAsync();

        Assert.Equal("amqp:not-allowed", (await connection.Receiver("relay").RefusalAsync()).Condition);
        Assert.Equal("amqp:not-allowed", (await connection.Receiver("relay/$DeadLetterQueue").RefusalAsync()).Condition);
        await connection.SendAsync("relay", ClientLinks.Text("has no session"));

        var stuck = await connection.Receiver("relay/$Transfer/$DeadLetterQueue").NextAsync();
        Assert.Equal("has no session", stuck.Body);
        Assert.Equal("Session ID is null.", stuck.ApplicationProperties[DeadLetter.ReasonProperty]);
        await connection.CloseAsync();
    }

    private Task AttachedAsync(string queue, int receivers, int senders = 0)
    {
        var life = _emulator.Entities.GetQueue(queue).Life;
        return Eventually.Holds(
            () => life.Receivers == receivers && life.Senders >= senders, $"{receivers} receivers and {senders} senders are attached");
    }
}
