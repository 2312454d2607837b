
namespace RoomChat.Tests.Realtime.Routing;

/// <summary>One Redis and one broker for the tests of the strategies. The tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RoutingBacking : ICollectionFixture<OwnBacking>
{
    public const string Name = "routing";
}
