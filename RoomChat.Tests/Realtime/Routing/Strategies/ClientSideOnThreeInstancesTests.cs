
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class ClientSideOnThreeInstancesTests(ClientSideOnThreeInstancesTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<ClientSideOnThreeInstancesTests.Fixture>
{
    private protected override bool FiltersOnTheServer => false;

    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "ClientSide", instances: 3);
}
