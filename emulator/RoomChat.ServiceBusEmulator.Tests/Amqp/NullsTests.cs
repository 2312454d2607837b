using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Null, empty and missing are three different things.</summary>
public sealed class NullsTests : IAsyncLifetime
{
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
    public async Task Session_state_of_null_is_removed_and_of_no_bytes_is_kept()
    {
        var management = new RequestLinks(_connection, "s/$management", "states");
        Assert.Null(await StateAsync(management));

        await SetAsync(management, state: Array.Empty<byte>());
        Assert.Equal("", await StateAsync(management));
        await SetAsync(management, new byte[] { 7 });
        Assert.Equal("07", await StateAsync(management));

        await SetAsync(management, state: null);
        Assert.Null(await StateAsync(management));
        Assert.Empty(_emulator.Queue("s").SessionsWithStateSetSince(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task Session_state_that_is_no_binary_is_refused_and_changes_nothing()
    {
        var management = new RequestLinks(_connection, "s/$management", "states");
        await SetAsync(management, new byte[] { 7 });
        var refused = await management.AskAsync("set-session-state", new Map { ["session-id"] = "a", ["session-state"] = "text" });
        Assert.Equal(400, refused.ApplicationProperties["statusCode"]);
        Assert.Equal("07", await StateAsync(management));
    }

    [Fact]
    public async Task Optional_argument_of_the_wrong_type_is_refused_and_not_ignored()
    {
        var management = new RequestLinks(_connection, "s/$management", "wrong");
        var peek = new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1, ["session-id"] = 5 };
        Assert.Equal(400, (await management.AskAsync("peek-message", peek)).ApplicationProperties["statusCode"]);
    }

    [Fact]
    public void Null_property_stays_a_property_also_after_a_change()
    {
        var sent = new Message
        {
            ApplicationProperties = new ApplicationProperties { ["null"] = null, ["empty"] = "" },
            BodySection = new AmqpValue { Value = "a" },
        };
        var message = Read(sent).WithProperties(new Dictionary<string, object?>(StringComparer.Ordinal) { ["new"] = null });
        var received = Written(message).ApplicationProperties.Map;
        Assert.Equal(["empty", "new", "null"], received.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal([null, null, ""], [received["null"], received["new"], received["empty"]]);
    }

    [Fact]
    public void Body_of_null_and_body_of_no_bytes_arrive_as_they_were_sent()
    {
        var nothing = Written(Read(new Message { BodySection = new AmqpValue { Value = null } }));
        Assert.Null(Assert.IsType<AmqpValue>(nothing.BodySection).Value);
        Assert.Empty(Assert.IsType<Data>(Written(Read(new Message { BodySection = new Data { Binary = [] } })).BodySection).Binary);
        byte[] propertiesOnly = [0x00, 0x53, 0x73, 0xC0, 3, 1, 0xA1, 0];
        Assert.Empty(Assert.IsType<Data>(Written(MessageMapping.Read(propertiesOnly)).BodySection).Binary);
    }

    private static BrokerMessage Read(Message message)
    {
        var encoded = message.Encode();
        return MessageMapping.Read(encoded.Buffer.AsMemory(encoded.Offset, encoded.Length));
    }

    private static Message Written(BrokerMessage message) => MessageMapping.Decode(MessageMapping.WriteBytes(new DeliveredMessage
    {
        Message = message,
        SequenceNumber = 1,
        EnqueuedSequenceNumber = 1,
        EnqueuedTime = DateTimeOffset.UnixEpoch,
    }));

    private static async Task SetAsync(RequestLinks management, byte[]? state)
    {
        var answer = await management.AskAsync("set-session-state", new Map { ["session-id"] = "a", ["session-state"] = state });
        Assert.Equal(200, answer.ApplicationProperties["statusCode"]);
    }

    /// <summary>The state in hexadecimal; null when there is none.</summary>
    private static async Task<string?> StateAsync(RequestLinks management)
    {
        var answer = (Map)(await management.AskAsync("get-session-state", new Map { ["session-id"] = "a" })).Body;
        return answer["session-state"] is byte[] state ? Convert.ToHexString(state) : null;
    }
}
