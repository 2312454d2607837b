namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The true filter.</summary>
internal sealed class MatchAll : IRuleFilter
{
    public bool Matches(BrokerMessage message) => true;
}
