
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class SharedSubscriptionOnThreeInstancesTests(SharedSubscriptionOnThreeInstancesTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<SharedSubscriptionOnThreeInstancesTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "SharedSubscription", instances: 3);
}
