namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The false filter.</summary>
internal sealed class MatchNone : IRuleFilter
{
    public IReadOnlyList<RequiredValue> Required => [];

    public bool Matches(in Arrival arrival) => false;
}
