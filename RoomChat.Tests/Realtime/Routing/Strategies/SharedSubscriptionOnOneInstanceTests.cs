
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class SharedSubscriptionOnOneInstanceTests(SharedSubscriptionOnOneInstanceTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<SharedSubscriptionOnOneInstanceTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "SharedSubscription", instances: 1);
}
