using System.Text;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

/// <summary>Messages for the broker's tests. The body of a message is its id.</summary>
internal static class Sample
{
    /// <summary>The beginning of an AMQP data section of fewer than 256 bytes.</summary>
    private static readonly byte[] DataSection = [0x00, 0x53, 0x75, 0xA0];

    internal static BrokerMessage Message(string id, string? session = null, params (string Name, object? Value)[] properties) => new()
    {
        MessageId = id,
        SessionId = session,
        Body = (byte[])[.. DataSection, (byte)Encoding.UTF8.GetByteCount(id), .. Encoding.UTF8.GetBytes(id)],
        Properties = properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
    };

    /// <summary>The message as it arrives at a topic, with sequence number 7.</summary>
    internal static Arrival Arriving(this BrokerMessage message) =>
        new(message, SequenceNumber: 7, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Receives until the queue is empty and returns the ids in order.</summary>
    internal static List<string> ReceiveAll(this MessageQueue queue, SessionLock? session = null, ReceiveMode mode = ReceiveMode.PeekLock)
    {
        var ids = new List<string>();
        while (queue.TryReceive(session, mode, receiver: null, out var delivered)) ids.Add(delivered.Message.MessageId);
        return ids;
    }

    internal static DeliveredMessage ReceiveOne(this MessageQueue queue, SessionLock? session = null)
    {
        Assert.True(queue.TryReceive(session, ReceiveMode.PeekLock, receiver: null, out var delivered), "There is a message to receive");
        return delivered;
    }

    internal static void AssertEmpty(this MessageQueue queue, SessionLock? session = null) => Assert.Empty(queue.ReceiveAll(session));
}
