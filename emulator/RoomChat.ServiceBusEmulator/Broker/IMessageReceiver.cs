namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver that waits for messages.</summary>
internal interface IMessageReceiver
{
    /// <summary>Runs when messages may be available. Called without the queue's lock. Must not block or throw.</summary>
    void MessagesAvailable();
}
