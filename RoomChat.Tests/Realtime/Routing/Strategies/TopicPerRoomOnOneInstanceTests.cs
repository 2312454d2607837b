
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class TopicPerRoomOnOneInstanceTests(TopicPerRoomOnOneInstanceTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<TopicPerRoomOnOneInstanceTests.Fixture>
{
    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "TopicPerRoom", instances: 1);
}
