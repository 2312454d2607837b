namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The true filter.</summary>
internal sealed class MatchAll : IRuleFilter
{
    public IReadOnlyList<RequiredValue> Required => [];

    public bool Matches(in Arrival arrival) => true;
}
