namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The false filter.</summary>
internal sealed class MatchNone : IRuleFilter
{
    public bool Matches(BrokerMessage message) => false;
}
