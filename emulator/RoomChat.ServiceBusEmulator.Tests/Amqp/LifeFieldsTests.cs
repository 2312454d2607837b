using Amqp;
using Amqp.Framing;
using FsCheck.Xunit;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class LifeFieldsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Wanted = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(60, 10)]
    [InlineData(5, 5)]
    public void Message_shows_the_time_to_live_that_its_entity_allows(int allowedMinutes, int shownMinutes)
    {
        var received = Deliver(Sent(), Now + TimeSpan.FromMinutes(allowedMinutes));
        var shown = TimeSpan.FromMinutes(shownMinutes);
        Assert.Equal(shown.TotalMilliseconds, received.Header.Ttl);
        Assert.Equal(Now.UtcDateTime, received.Properties.CreationTime);
        Assert.Equal((Now + shown).UtcDateTime, received.Properties.AbsoluteExpiryTime);
    }

    [Fact]
    public void Message_without_time_to_live_keeps_its_times()
    {
        var sent = Sent();
        sent.Header = new Header();
        var received = Deliver(sent, Now + Wanted);
        Assert.Equal(sent.Properties.CreationTime, received.Properties.CreationTime);
        Assert.Equal(sent.Properties.AbsoluteExpiryTime, received.Properties.AbsoluteExpiryTime);
    }

    [Property(MaxTest = 200)]
    public void Other_fields_stay_unchanged(string? id, string? to, string? group, bool hasTimes, bool isLong)
    {
        var sent = Sent();
        sent.Properties = new Properties { MessageId = "m" + id, To = to, Subject = isLong ? new string('x', 300) : null, GroupId = group };
        if (hasTimes) (sent.Properties.CreationTime, sent.Properties.AbsoluteExpiryTime) = (DateTime.UnixEpoch, DateTime.UnixEpoch);
        var received = Deliver(sent, Now + Wanted).Properties;
        Assert.Equal(
            (sent.Properties.MessageId, to, sent.Properties.Subject, group),
            (received.MessageId, received.To, received.Subject, received.GroupId));
        Assert.Equal(hasTimes ? (Now + Wanted).UtcDateTime : default, received.AbsoluteExpiryTime);
    }

    private static Message Sent() => new()
    {
        Header = new Header { Ttl = (uint)Wanted.TotalMilliseconds },
        Properties = new Properties
        {
            MessageId = "m",
            CreationTime = DateTime.UnixEpoch,
            AbsoluteExpiryTime = DateTime.UnixEpoch + Wanted,
        },
        BodySection = new Data { Binary = [1] },
    };

    private static Message Deliver(Message message, DateTimeOffset expires)
    {
        var encoded = message.Encode();
        var delivered = new DeliveredMessage
        {
            Message = MessageMapping.Read(encoded.Buffer.AsMemory(encoded.Offset, encoded.Length)),
            SequenceNumber = 1,
            EnqueuedSequenceNumber = 1,
            EnqueuedTime = Now,
            ExpiresAt = expires,
        };
        return MessageMapping.Decode(MessageMapping.WriteBytes(delivered));
    }
}
