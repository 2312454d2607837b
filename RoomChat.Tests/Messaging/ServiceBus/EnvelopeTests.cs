using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.Messaging.ServiceBus;

public sealed class EnvelopeTests
{
    private static readonly RoomId General = RoomId.Parse("general", provider: null);

    [Fact]
    public void Envelope_properties_hold_the_id_shard_and_room()
    {
        var envelope = Envelope.Seal(Said.Message(General, "m1"), "shard-03");
        Assert.Equal(("m1", "shard-03", "application/json"), (envelope.MessageId, envelope.SessionId, envelope.ContentType));
        Assert.Equal("general", envelope.ApplicationProperties["room_id"]);
    }

    [Fact]
    public void A_message_to_everyone_says_all() =>
        Assert.Equal("all", Envelope.Seal(Said.Message(RoomId.All, "m1"), "shard-00").ApplicationProperties[Envelope.RoomIdProperty]);

    [Theory]
    [InlineData("general", "hi")]
    [InlineData("all", "\"quotes\" \\ and\nlines, Ü, 😀, \u2028 and <b>")]
    [InlineData("$canary-1", "tweet")]
    public void Opened_message_equals_the_sealed_one(string room, string content)
    {
        Assert.True(RoomId.TryParseStored(room, out var roomId));
        var message = Said.Message(roomId, "m1", content);
        Assert.True(Envelope.TryOpen(Received(Envelope.Seal(message, "shard-00").Body), out var opened, out var reason));
        Assert.Equal(message, opened);
        Assert.Null(reason);
    }

    [Fact]
    public void Unknown_fields_of_a_later_version_are_ignored() => Assert.True(Envelope.TryOpen(
        Received("""{"v":2,"id":"m1","room_id":"general","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U","colour":"red"}}"""),
        out _,
        out _));

    [Theory]
    [InlineData("", "The body is not the JSON of a message.")]
    [InlineData("not json", "The body is not the JSON of a message.")]
    [InlineData("{", "The body is not the JSON of a message.")]
    [InlineData("[]", "The body is not the JSON of a message.")]
    [InlineData("null", "The body names no room.")]
    [InlineData("{}", "The body is not the JSON of a message.")]
    [InlineData("""{"room_id":"general","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U"}}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":null,"room_id":"general","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U"}}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":"m1","room_id":"general","content":null,"timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U"}}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":"m1","room_id":"general","content":"hi","timestamp":"yesterday","user":{"id":"u","name":"U"}}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":"m1","room_id":"general","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":null}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":"m1","room_id":"general","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u"}}""",
        "The body is not the JSON of a message.")]
    [InlineData("""{"id":"m1","room_id":"no spaces","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U"}}""",
        "The body names no room.")]
    [InlineData("""{"id":"m1","room_id":"","content":"hi","timestamp":"2026-01-31T12:00:00Z","user":{"id":"u","name":"U"}}""",
        "The body names no room.")]
    public void A_malformed_envelope_is_refused_with_its_reason(string body, string expected)
    {
        Assert.False(Envelope.TryOpen(Received(body), out var message, out var reason));
        Assert.Null(message);
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        Assert.False(Envelope.TryOpen(Received(BinaryData.FromBytes([0x7B, 0xFF, 0xFE, 0x7D])), out _, out var reason));
        Assert.Equal("The body is not the JSON of a message.", reason);
    }

    private static ServiceBusReceivedMessage Received(string body) => Received(BinaryData.FromString(body));

    private static ServiceBusReceivedMessage Received(BinaryData body) => ServiceBusModelFactory.ServiceBusReceivedMessage(body: body);
}
