namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A message at the moment it enters a topic. Rules see only these values.</summary>
/// <param name="Message">The sent message.</param>
/// <param name="SequenceNumber">The sequence number assigned by the topic.</param>
/// <param name="EnqueuedTime">The current time.</param>
internal readonly record struct Arrival(BrokerMessage Message, long SequenceNumber, DateTimeOffset EnqueuedTime);
