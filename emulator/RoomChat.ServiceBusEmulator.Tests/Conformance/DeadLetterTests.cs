using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class DeadLetterTests(EmulatorFixture emulator)
{
    private readonly ServiceBusAdministrationClient _admin = new(emulator.AdministrationConnectionString);
    private readonly string _name = $"made-{Guid.NewGuid():N}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dead_lettered_message_is_in_sub_queue_with_reason()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x") { MessageId = "m" }, Ct);
        await using var receiver = client.CreateReceiver(queue);
        await receiver.DeadLetterMessageAsync(await ReceiveAsync(receiver), "Unreadable", "no such shop", Ct);

        await using var deadLetters = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await ReceiveAsync(deadLetters);
        Assert.Equal(("m", "Unreadable", "no such shop"), (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        await deadLetters.CompleteMessageAsync(dead, Ct);
    }

    [Fact]
    public async Task Message_beyond_its_delivery_count_is_dead_lettered()
    {
        await _admin.CreateQueueAsync(new CreateQueueOptions(_name) { MaxDeliveryCount = 2 }, Ct);
        await using var client = emulator.CreateClient();
        await client.CreateSender(_name).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(_name);
        for (var delivery = 1; delivery <= 2; delivery++) await receiver.AbandonMessageAsync(await ReceiveAsync(receiver), null, Ct);

        await using var deadLetters = DeadLettersOf(client);
        Assert.Equal("MaxDeliveryCountExceeded", (await ReceiveAsync(deadLetters)).DeadLetterReason);
        Assert.Null(await receiver.PeekMessageAsync(0, Ct));
    }

    [Fact]
    public async Task Expired_message_is_dead_lettered_if_enabled()
    {
        await _admin.CreateQueueAsync(new CreateQueueOptions(_name) { DeadLetteringOnMessageExpiration = true }, Ct);
        await using var client = emulator.CreateClient();
        await client.CreateSender(_name).SendMessageAsync(new("x") { TimeToLive = TimeSpan.FromMilliseconds(100) }, Ct);

        await using var deadLetters = DeadLettersOf(client);
        Assert.Equal("TTLExpiredException", (await ReceiveAsync(deadLetters)).DeadLetterReason);
    }

    [Fact]
    public async Task Dead_letters_are_forwarded_if_configured()
    {
        var target = emulator.TakeQueue();
        await _admin.CreateQueueAsync(new CreateQueueOptions(_name) { ForwardDeadLetteredMessagesTo = target }, Ct);
        await using var client = emulator.CreateClient();
        await client.CreateSender(_name).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(_name);
        await receiver.DeadLetterMessageAsync(await ReceiveAsync(receiver), "Unreadable", cancellationToken: Ct);

        var forwarded = await ReceiveAsync(client.CreateReceiver(target));
        Assert.Equal(("x", "Unreadable", _name), (forwarded.Body.ToString(), forwarded.DeadLetterReason, forwarded.DeadLetterSource));
    }

    private ServiceBusReceiver DeadLettersOf(ServiceBusClient client) =>
        client.CreateReceiver(_name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver receiver) =>
        await receiver.ReceiveMessageAsync(null, Ct) ?? throw new InvalidOperationException("No message came.");
}
