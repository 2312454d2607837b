namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The states of a message. The numbers are Service Bus's own (annotation <c>x-opt-message-state</c>).</summary>
internal enum MessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}
