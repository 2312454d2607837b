using Aspire.Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace RoomChat.Tests.Offline.ServiceBus;

[Collection(SharedEmulator.Name)]
public sealed class AspireServiceBusExtensionsTests(RoomsEmulator emulator)
{
    private const string AnyConnection = "Endpoint=sb://bus.example/;SharedAccessKeyName=n;SharedAccessKey=k";

    [Fact]
    public async Task The_client_is_made_from_the_connection_string_of_the_name()
    {
        var builder = BuilderWith(AnyConnection);
        builder.AddAzureServiceBusClient("messaging", configureClientBuilder: client => client.ConfigureOptions(options => options.Identifier = "mine"));
        await using var services = builder.Services.BuildServiceProvider();
        var client = services.GetRequiredService<ServiceBusClient>();
        Assert.Equal(("bus.example", "mine"), (client.FullyQualifiedNamespace, client.Identifier));
        Assert.Same(client, services.GetRequiredService<ServiceBusClient>());
    }

    [Fact]
    public async Task A_missing_connection_string_is_named()
    {
        var builder = BuilderWith(null);
        builder.AddAzureServiceBusClient("messaging");
        await using var services = builder.Services.BuildServiceProvider();
        var missing = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ServiceBusClient>);
        Assert.Contains("'ConnectionStrings:messaging'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queue_and_subscription_in_the_connection_string_become_settings()
    {
        var builder = BuilderWith(AnyConnection + ";EntityPath=topic/Subscriptions/rooms");
        AzureMessagingServiceBusSettings? read = null;
        builder.AddAzureServiceBusClient("messaging", settings => read = settings);
        Assert.Equal((AnyConnection, "topic", "rooms"), (read!.ConnectionString, read.QueueOrTopicName, read.SubscriptionName));
    }

    [Fact]
    public void A_string_without_a_key_is_a_namespace()
    {
        var builder = BuilderWith("Endpoint=sb://bus.example/");
        AzureMessagingServiceBusSettings? read = null;
        builder.AddAzureServiceBusClient("messaging", settings => read = settings);
        Assert.Equal((null, "bus.example"), (read!.ConnectionString, read.FullyQualifiedNamespace));
    }

    [Theory]
    [InlineData(RoomsEmulator.RoomsTopic, HealthStatus.Healthy)]
    [InlineData("no-such-topic", HealthStatus.Unhealthy)]
    public async Task The_health_check_asks_the_broker_about_the_topic(string topic, HealthStatus expected)
    {
        var builder = BuilderWith(emulator.ConnectionString);
        builder.AddAzureServiceBusClient("messaging", settings => settings.HealthCheckTopicName = topic);
        await using var services = builder.Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, Assert.Contains("Azure_ServiceBusClient", report.Entries).Status);
    }

    private static HostApplicationBuilder BuilderWith(string? connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:messaging"] = connectionString;
        return builder;
    }
}
