
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class FilteredSubscriptionOnOneInstanceTests(FilteredSubscriptionOnOneInstanceTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<FilteredSubscriptionOnOneInstanceTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "FilteredSubscription", instances: 1);
}
