using Azure.Messaging.ServiceBus;

namespace RoomChat.Tests.Offline.ServiceBus;

public sealed class ConnectionStringTests
{
    [Fact]
    public void The_parts_of_a_connection_string_are_read()
    {
        var parts = ServiceBusConnectionStringProperties.Parse(
            "Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=abc=;EntityPath=topic");
        Assert.Equal(("name.servicebus.windows.net", "Root", "abc=", "topic"),
            (parts.FullyQualifiedNamespace, parts.SharedAccessKeyName, parts.SharedAccessKey, parts.EntityPath));
        Assert.Equal(new Uri("sb://name.servicebus.windows.net/"), parts.Endpoint);
        Assert.False(parts.UseDevelopmentEmulator);
    }

    [Fact]
    public void An_emulator_is_reached_at_the_port_of_its_endpoint()
    {
        var parts = ServiceBusConnectionStringProperties.Parse("Endpoint=sb://localhost:5673;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;");
        Assert.Equal(("localhost", 5673, true), (parts.FullyQualifiedNamespace, parts.Endpoint!.Port, parts.UseDevelopmentEmulator));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Endpoint=sb://;SharedAccessKeyName=n")]
    public void A_malformed_string_is_refused(string connectionString) =>
        Assert.Throws<FormatException>(() => ServiceBusConnectionStringProperties.Parse(connectionString));

    [Theory]
    [InlineData("SharedAccessKeyName=n;SharedAccessKey=k", "Endpoint")]
    [InlineData("Endpoint=sb://host/;SharedAccessKeyName=n", "SharedAccessKey")]
    public void A_client_says_what_the_string_lacks(string connectionString, string missing) =>
        Assert.Contains(missing, Assert.Throws<ArgumentException>(() => new ServiceBusClient(connectionString)).Message, StringComparison.Ordinal);
}
