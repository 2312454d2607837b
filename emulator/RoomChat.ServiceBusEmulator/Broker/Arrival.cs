namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A message at the moment it enters a topic: all that rules can know about it.</summary>
/// <param name="Message">What was sent.</param>
/// <param name="SequenceNumber">The number that the topic gave it.</param>
/// <param name="EnqueuedTime">Now.</param>
internal readonly record struct Arrival(BrokerMessage Message, long SequenceNumber, DateTimeOffset EnqueuedTime);
