using RoomChat.ServiceBusEmulator.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class ResourcePathTests
{
    [Fact]
    public void Every_kind_of_path_is_parsed_ignoring_case()
    {
        Assert.Equal(new ResourcePath.NamespaceInfo(), ResourcePath.Parse("/$namespaceinfo"));
        Assert.Equal(new ResourcePath.Queues(), ResourcePath.Parse("/$Resources/Queues"));
        Assert.Equal(new ResourcePath.Topics(), ResourcePath.Parse("/$resources/topics/"));
        Assert.Equal(new ResourcePath.Entity("a/b/c"), ResourcePath.Parse("/a/b/c"));
        Assert.Equal(new ResourcePath.Subscriptions("a/b"), ResourcePath.Parse("/a/b/subscriptions/"));
        Assert.Equal(new ResourcePath.Subscription("a/b", "s"), ResourcePath.Parse("/a/b/SUBSCRIPTIONS/s"));
        Assert.Equal(new ResourcePath.Rules("t", "s"), ResourcePath.Parse("/t/Subscriptions/s/rules/"));
        Assert.Equal(new ResourcePath.Rule("t", "s", "$Default"), ResourcePath.Parse("/t/Subscriptions/s/Rules/$Default"));
    }
}
