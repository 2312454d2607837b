
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class FilteredSubscriptionOnThreeInstancesTests(FilteredSubscriptionOnThreeInstancesTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<FilteredSubscriptionOnThreeInstancesTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "FilteredSubscription", instances: 3);
}
