using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class EntityPathTests
{
    [Theory]
    [InlineData("shop-events", "shop-events", false)]
    [InlineData("/shop-events/Subscriptions/shops", "shop-events/subscriptions/SHOPS", false)]
    [InlineData("amqps://ns.servicebus.windows.net/q/", "q", false)]
    [InlineData("sb://localhost:5672", "", false)]
    [InlineData("/a%2Fb", "a/b", false)]
    [InlineData("q/$management", "q", true)]
    [InlineData("t/Subscriptions/s/$deadletterqueue/$Management", "t/Subscriptions/s/$DeadLetterQueue", true)]
    public void All_address_forms_of_clients_are_parsed(string address, string expected, bool expectedManagement)
    {
        var path = EntityPath.Parse(address, out var isManagement);

        Assert.Equal(EntityPath.Of(expected), path);
        Assert.Equal(EntityPath.Of(expected).GetHashCode(), path.GetHashCode());
        Assert.Equal(expectedManagement, isManagement);
    }
}
