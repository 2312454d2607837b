using System.Net;
using RoomChat.Web.Proxies;

namespace RoomChat.Tests.Web.Proxies;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    public void Client_is_counted_by_its_address_or_its_network(string address, string counted) =>
        Assert.Equal(counted, ClientAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public void Client_without_an_address_is_not_counted() => Assert.Null(ClientAddress.Of(null));
}
