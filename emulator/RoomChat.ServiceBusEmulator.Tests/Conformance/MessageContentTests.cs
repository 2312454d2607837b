using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>A message arrives as it was sent.</summary>
[Collection(SharedEmulator.Name)]
public sealed class MessageContentTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<object> PropertyValues => new()
    {
        "text", true, (byte)1, (sbyte)-1, (short)-2, (ushort)2, -3, 3u, -4L, 4ul, 1.5f, -2.5, 'x',
        Guid.Parse("7f1f6f3e-0e0c-4a57-9e2b-0a1b2c3d4e5f"),
        new byte[] { 1, 2 }, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        TimeSpan.FromSeconds(1.5), new Uri("https://example.org/a?b=c"), 12.5m, decimal.MaxValue, decimal.MinValue,
        0.0000000000000000000000000001m, 0m,
    };

    [Theory]
    [MemberData(nameof(PropertyValues))]
    public async Task Property_keeps_its_value_and_type(object value)
    {
        var received = await RoundTrip(new("x") { ApplicationProperties = { ["p"] = value } });
        Assert.Equal(value, received.ApplicationProperties["p"]);
        Assert.IsType(value.GetType(), received.ApplicationProperties["p"]);
    }

    [Fact]
    public async Task Standard_properties_arrive_as_they_were_sent()
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
        Assert.Equal(
            ("m", "c", "s", "s", "v"),
            (received.MessageId, received.CorrelationId, received.SessionId, received.PartitionKey, received.TransactionPartitionKey));
        Assert.Equal(
            ("r", "rs", "news", "t", "text/plain"),
            (received.ReplyTo, received.ReplyToSessionId, received.Subject, received.To, received.ContentType));
        Assert.Equal((TimeSpan.FromMinutes(2), due), (received.TimeToLive, received.ScheduledEnqueueTime));
    }

    [Fact]
    public async Task Message_without_id_gets_one_and_nothing_else()
    {
        var received = await RoundTrip(new());
        Assert.NotEmpty(received.MessageId);
        Assert.Empty(received.Body.ToArray());
        Assert.Empty(received.ApplicationProperties);
        Assert.Equal(
            (null, null, TimeSpan.MaxValue, 1),
            (received.SessionId, received.Subject, received.TimeToLive, received.DeliveryCount));
        Assert.Equal(DateTimeOffset.MaxValue, received.ExpiresAt);
    }

    private async Task<ServiceBusReceivedMessage> RoundTrip(ServiceBusMessage message)
    {
        await using var client = emulator.CreateClient();
        var queue = message.SessionId is null ? emulator.TakeQueue() : emulator.TakeSessionQueue();
        await client.CreateSender(queue).SendMessageAsync(message, Ct);
        await using var receiver = message.SessionId is null
            ? client.CreateReceiver(queue)
            : await client.AcceptSessionAsync(queue, message.SessionId, cancellationToken: Ct);
        var isDue = message.ScheduledEnqueueTime == default;
        return (isDue ? await receiver.ReceiveMessageAsync(null, Ct) : await receiver.PeekMessageAsync(cancellationToken: Ct))!;
    }
}
