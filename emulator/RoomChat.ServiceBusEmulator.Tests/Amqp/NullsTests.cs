using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>Null, empty and missing values stay different.</summary>
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
    public async Task Null_session_state_is_removed_and_empty_state_is_kept()
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
    public async Task Session_state_that_is_not_binary_is_refused()
    {
        var management = new RequestLinks(_connection, "s/$management", "states");
        await SetAsync(management, new byte[] { 7 });
        var refused = await management.AskAsync("set-session-state", new Map { ["session-id"] = "a", ["session-state"] = "text" });
        Assert.Equal(400, refused.ApplicationProperties["statusCode"]);
        Assert.Equal("07", await StateAsync(management));
    }

    [Fact]
    public async Task Optional_argument_of_the_wrong_type_is_refused()
    {
        var management = new RequestLinks(_connection, "s/$management", "wrong");
        var peek = new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1, ["session-id"] = 5 };
        Assert.Equal(400, (await management.AskAsync("peek-message", peek)).ApplicationProperties["statusCode"]);
    }

    [Fact]
    public void Null_property_is_kept_after_a_property_change()
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
    public void Null_body_and_empty_body_stay_different()
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

    /// <summary>Returns the state in hexadecimal, or null when there is no state.</summary>
    private static async Task<string?> StateAsync(RequestLinks management)
    {
        var answer = (Map)(await management.AskAsync("get-session-state", new Map { ["session-id"] = "a" })).Body;
        return answer["session-state"] is byte[] state ? Convert.ToHexString(state) : null;
    }
}
