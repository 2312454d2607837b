namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Decides whether a subscription wants a message.</summary>
internal interface IRuleFilter
{
    bool Matches(BrokerMessage message);
}
