using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class SendingTests : IAsyncLifetime
{
    private const uint BatchFormat = 0x80013700;
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _connection = await _emulator.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Message_above_256_KiB_is_refused_and_link_stays_open()
    {
        var sender = new SenderLink(new Session(_connection), "sender", "q");
        var refused = await Assert.ThrowsAsync<AmqpException>(
            () => sender.SendAsync(Sized(MessageLimits.MaxMessageSize), ClientLinks.Patience));
        Assert.Equal("amqp:link:message-size-exceeded", refused.Error.Condition);
        await sender.SendAsync(Sized(MessageLimits.MaxMessageSize - 100), ClientLinks.Patience);
        Assert.Equal(1, _emulator.Queue("q").Activity.Kept);
    }

    [Fact]
    public async Task Batch_up_to_1_MiB_is_accepted_whole_or_refused()
    {
        var sender = new SenderLink(new Session(_connection), "sender", "q");
        await sender.SendAsync(Batch(messages: 5), ClientLinks.Patience);
        Assert.Equal(5, _emulator.Queue("q").Activity.Kept);
        var refused = await Assert.ThrowsAsync<AmqpException>(() => sender.SendAsync(Batch(messages: 6), ClientLinks.Patience));
        Assert.Equal("amqp:link:message-size-exceeded", refused.Error.Condition);
        Assert.Equal(5, _emulator.Queue("q").Activity.Kept);
    }

    [Theory]
    [InlineData("MessageId")]
    [InlineData("SessionId")]
    [InlineData("PartitionKey")]
    public async Task Id_above_128_characters_is_refused_by_name(string property)
    {
        var text = new string('x', 129);
        var message = ClientLinks.Text("a");
        if (property == "MessageId") message.Properties.MessageId = text;
        else if (property == "SessionId") message.Properties.GroupId = text;
        else message.MessageAnnotations = new MessageAnnotations { [new Symbol("x-opt-partition-key")] = text };
        var refused = await Assert.ThrowsAsync<AmqpException>(() => _connection.SendAsync("q", message));
        Assert.Contains(property, refused.Error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_key_that_is_not_the_session_is_refused()
    {
        var message = ClientLinks.Text("a", session: "one");
        message.MessageAnnotations = new MessageAnnotations { [new Symbol("x-opt-partition-key")] = "two" };
        await Assert.ThrowsAsync<AmqpException>(() => _connection.SendAsync("q", message));
    }

    [Fact]
    public void Message_sections_keep_their_original_bytes()
    {
        // Valid encodings that a library would not choose: an eight-byte descriptor, a long list, a decimal, an unknown described type.
        byte[] properties = [0x00, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x73, 0xD0, 0, 0, 0, 11, 0, 0, 0, 1, 0xB1, 0, 0, 0, 2, (byte)'i', (byte)'d'];
        byte[] application =
        [
            0x00, 0x53, 0x74, 0xD1, 0, 0, 0, 39, 0, 0, 0, 4,
            0xA1, 1, (byte)'d', 0x94, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
            0xA1, 1, (byte)'x', 0x00, 0xA3, 2, (byte)'t', (byte)'y', 0x81, 0, 0, 0, 0, 0, 0, 0, 9,
        ];
        application[7] = (byte)(application.Length - 8);
        byte[] body = [0x00, 0x53, 0x75, 0xB0, 0, 0, 0, 1, 42];

        var message = MessageMapping.Read((byte[])[.. properties, .. application, .. body]);
        var bytes = MessageMapping.WriteBytes(new DeliveredMessage
        {
            Message = message,
            SequenceNumber = 1,
            EnqueuedSequenceNumber = 1,
            EnqueuedTime = DateTimeOffset.UnixEpoch
        });

        Assert.EndsWith(
            Convert.ToHexString([.. properties, .. application, .. body]), Convert.ToHexString(bytes), StringComparison.Ordinal);
        Assert.Equal("id", message.MessageId);
    }

    [Fact]
    public async Task Properties_of_every_type_and_foreign_annotations_round_trip()
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["bool"] = true,
            ["byte"] = (byte)1,
            ["sbyte"] = (sbyte)-1,
            ["short"] = (short)-2,
            ["ushort"] = (ushort)2,
            ["int"] = -3,
            ["uint"] = 3u,
            ["long"] = -4L,
            ["ulong"] = 4UL,
            ["float"] = 1.5f,
            ["double"] = 2.5,
            ["char"] = 'c',
            ["text"] = "ä€",
            ["guid"] = Guid.NewGuid(),
            ["bytes"] = new byte[] { 1, 2 },
            ["time"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        var message = new Message
        {
            ApplicationProperties = new ApplicationProperties(),
            MessageAnnotations = new MessageAnnotations { [new Symbol("x-mine")] = 7 },
            BodySection = new AmqpValue { Value = "a" }
        };
        foreach (var (name, value) in values) message.ApplicationProperties[name] = value;

        await _connection.SendAsync("q", message);
        var received = await _connection.Receiver("q").NextAsync();

        Assert.Equal(
            values,
            received.ApplicationProperties.Map.ToDictionary(entry => (string)entry.Key, entry => entry.Value, StringComparer.Ordinal));
        Assert.Equal(7, received.MessageAnnotations[new Symbol("x-mine")]);
    }

    private static Message Sized(int bytes) => new() { BodySection = new Data { Binary = new byte[bytes] } };

    private static Message Batch(int messages)
    {
        var list = new DataList();
        for (var number = 0; number < messages; number++)
        {
            var encoded = Sized(200_000).Encode();
            list.Add(new Data { Binary = encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray() });
        }

        return new Message { Format = BatchFormat, BodySection = list };
    }
}
