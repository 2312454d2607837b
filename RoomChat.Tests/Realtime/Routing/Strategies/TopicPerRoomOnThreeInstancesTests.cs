
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class TopicPerRoomOnThreeInstancesTests(TopicPerRoomOnThreeInstancesTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<TopicPerRoomOnThreeInstancesTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "TopicPerRoom", instances: 3);
}
