using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class MessageMappingTests(EmulatorFixture emulator)
{
    public static TheoryData<object> PropertyValues => new()
    {
        "text", true, (byte)1, (sbyte)-1, (short)-2, (ushort)2, -3, 3u, -4L, 4ul, 1.5f, -2.5, 'x', Guid.Parse("7f1f6f3e-0e0c-4a57-9e2b-0a1b2c3d4e5f"),
        new byte[] { 1, 2 }, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        TimeSpan.FromSeconds(1.5), new Uri("https://example.org/a?b=c"), 12.5m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 0m,
    };

    [Theory]
    [MemberData(nameof(PropertyValues))]
    public async Task A_property_comes_back_with_its_type(object value)
    {
        var received = await RoundTrip(new("x") { ApplicationProperties = { ["p"] = value } });
        Assert.Equal(value, received.ApplicationProperties["p"]);
        Assert.IsType(value.GetType(), received.ApplicationProperties["p"]);
    }

    [Fact]
    public async Task A_property_of_a_type_that_cannot_travel_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => RoundTrip(new("x") { ApplicationProperties = { ["p"] = new object() } }));
        Assert.Contains("'p'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_sender_says_about_a_message_comes_back()
    {
        var due = new DateTimeOffset(2036, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var received = await RoundTrip(new("hé")
        {
            MessageId = "m",
            CorrelationId = "c",
            SessionId = "s",
            PartitionKey = "s",
            TransactionPartitionKey = "v",
            ReplyTo = "r",
            ReplyToSessionId = "rs",
            Subject = "news",
            To = "t",
            ContentType = "text/plain",
            TimeToLive = TimeSpan.FromMinutes(2),
            ScheduledEnqueueTime = due,
        });

        Assert.Equal("hé", received.Body.ToString());
        Assert.Equal(("m", "c", "s", "s", "v"), (received.MessageId, received.CorrelationId, received.SessionId, received.PartitionKey, received.TransactionPartitionKey));
        Assert.Equal(("r", "rs", "news", "t", "text/plain"), (received.ReplyTo, received.ReplyToSessionId, received.Subject, received.To, received.ContentType));
        Assert.Equal((TimeSpan.FromMinutes(2), due), (received.TimeToLive, received.ScheduledEnqueueTime));
    }

    [Fact]
    public async Task A_bare_message_comes_back_bare()
    {
        var received = await RoundTrip(new());
        Assert.Empty(received.Body.ToArray());
        Assert.Empty(received.ApplicationProperties);
        Assert.Equal((null, null, TimeSpan.MaxValue, 1), (received.MessageId, received.SessionId, received.TimeToLive, received.DeliveryCount));
        Assert.Equal(DateTimeOffset.MaxValue, received.ExpiresAt);
    }

    [Fact]
    public async Task A_slice_of_an_array_is_sent_as_the_slice()
    {
        byte[] bytes = [1, 2, 3, 4, 5];
        Assert.Equal([2, 3, 4], (await RoundTrip(new(bytes.AsMemory(1, 3)))).Body.ToArray());
    }

    [Fact]
    public void A_received_message_can_be_sent_again_without_what_made_it_a_dead_letter()
    {
        var dead = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("x"), messageId: "m", sessionId: "s",
            properties: new Dictionary<string, object>(StringComparer.Ordinal) { ["shop_id"] = "general", ["DeadLetterReason"] = "Unreadable" });
        var again = new ServiceBusMessage(dead);
        Assert.Equal(("m", "s", "x"), (again.MessageId, again.SessionId, again.Body.ToString()));
        Assert.Equal("general", Assert.Single(again.ApplicationProperties).Value);
    }

    [Fact]
    public void Ids_longer_than_the_service_takes_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { MessageId = new string('m', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { SessionId = new string('s', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { SessionId = "s", PartitionKey = "p" });
    }

    private async Task<ServiceBusReceivedMessage> RoundTrip(ServiceBusMessage message)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var client = emulator.CreateClient();
        var queue = message.SessionId is null ? emulator.TakeQueue() : emulator.TakeSessionQueue();
        await client.CreateSender(queue).SendMessageAsync(message, ct);
        await using var receiver = message.SessionId is null ? client.CreateReceiver(queue) : await client.AcceptSessionAsync(queue, message.SessionId, cancellationToken: ct);
        return (message.ScheduledEnqueueTime == default ? await receiver.ReceiveMessageAsync(null, ct) : await receiver.PeekMessageAsync(cancellationToken: ct))!;
    }
}
