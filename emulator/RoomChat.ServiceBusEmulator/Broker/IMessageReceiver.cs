namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Someone who waits for messages.</summary>
internal interface IMessageReceiver
{
    /// <summary>There may be messages now. Called without any lock held; must not block and must not throw.</summary>
    void MessagesAvailable();
}
