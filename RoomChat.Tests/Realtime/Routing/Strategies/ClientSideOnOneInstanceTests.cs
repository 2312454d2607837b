
namespace RoomChat.Tests.Realtime.Routing.Strategies;

[Collection(RoutingBacking.Name)]
public sealed class ClientSideOnOneInstanceTests(ClientSideOnOneInstanceTests.Fixture fixture)
    : RoutingStrategyContract(fixture), IClassFixture<ClientSideOnOneInstanceTests.Fixture>
{
    private protected override bool FiltersOnTheServer => false;

    public sealed class Fixture(OwnBacking backing) : RoutedSystemFixture(backing, "ClientSide", instances: 1);
}
