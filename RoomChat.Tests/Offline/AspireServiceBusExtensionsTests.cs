using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RoomChat.Tests.Offline;

[Collection(SharedEmulator.Name)]
public sealed class AspireServiceBusExtensionsTests(RoomsEmulator emulator)
{
    [Fact]
    public async Task The_client_is_a_singleton_for_the_named_connection_string()
    {
        var builder = ConfiguredApplication.WithConnectionString(ConfiguredApplication.Key);
        builder.AddAzureServiceBusClient("messaging");
        await using var services = builder.Services.BuildServiceProvider();
        var client = services.GetRequiredService<ServiceBusClient>();
        Assert.Equal("bus.example", client.FullyQualifiedNamespace);
        Assert.Same(client, services.GetRequiredService<ServiceBusClient>());
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_in_the_error()
    {
        var builder = ConfiguredApplication.With();
        builder.AddAzureServiceBusClient("messaging");
        await using var services = builder.Services.BuildServiceProvider();
        var missing = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ServiceBusClient>);
        Assert.Contains("'ConnectionStrings:messaging'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keyed_clients_are_separate_and_leave_no_default_client()
    {
        var builder = ConfiguredApplication.With(
            ("ConnectionStrings:a", ConfiguredApplication.Key),
            ("ConnectionStrings:b", "https://b.example:443/"));
        builder.AddKeyedAzureServiceBusClient("a");
        builder.AddKeyedAzureServiceBusClient("b");
        await using var services = builder.Services.BuildServiceProvider();
        Assert.Equal("bus.example", services.GetRequiredKeyedService<ServiceBusClient>("a").FullyQualifiedNamespace);
        Assert.Equal("b.example", services.GetRequiredKeyedService<ServiceBusClient>("b").FullyQualifiedNamespace);
        Assert.Null(services.GetService<ServiceBusClient>());
    }

    [Fact]
    public void Connection_string_overrides_name_and_name_overrides_section()
    {
        const string Section = "Aspire:Azure:Messaging:ServiceBus";
        var builder = ConfiguredApplication.With(
            ($"{Section}:HealthCheckTopicName", "section"), ($"{Section}:HealthCheckQueueName", "section"),
            ($"{Section}:QueueOrTopicName", "section"), ($"{Section}:SubscriptionName", "section"),
            ($"{Section}:messaging:HealthCheckQueueName", "name"), ($"{Section}:messaging:QueueOrTopicName", "name"),
            ($"{Section}:messaging:SubscriptionName", "name"),
            ("ConnectionStrings:messaging", $"{ConfiguredApplication.Key};EntityPath=string/Subscriptions/string"));
        var order = "";
        builder.AddAzureServiceBusClient("messaging", settings =>
            order = $"{settings.HealthCheckTopicName} {settings.HealthCheckQueueName} " +
                $"{settings.QueueOrTopicName} {settings.SubscriptionName}");
        Assert.Equal("section name string string", order);
    }

    [Theory]
    [InlineData("section", null, false, "section")]
    [InlineData("section", "name", false, "name")]
    [InlineData("section", "name", true, "delegate")]
    public async Task Client_options_come_from_section_then_name_then_delegate(
        string section, string? name, bool isDelegated, string expected)
    {
        var builder = ConfiguredApplication.With(
            ("ConnectionStrings:messaging", ConfiguredApplication.Key),
            ("Aspire:Azure:Messaging:ServiceBus:ClientOptions:Identifier", section),
            ("Aspire:Azure:Messaging:ServiceBus:messaging:ClientOptions:Identifier", name ?? section));
        builder.AddAzureServiceBusClient("messaging", configureClientBuilder: client =>
        {
            if (isDelegated) client.ConfigureOptions(options => options.Identifier = "delegate");
        });
        await using var services = builder.Services.BuildServiceProvider();
        Assert.Equal(expected, services.GetRequiredService<ServiceBusClient>().Identifier);
    }

    [Fact]
    public async Task Health_check_is_registered_only_with_an_entity()
    {
        var builder = ConfiguredApplication.With(("ConnectionStrings:messaging", ConfiguredApplication.Key));
        builder.AddAzureServiceBusClient("messaging");
        builder.AddKeyedAzureServiceBusClient("none");
        builder.AddKeyedAzureServiceBusClient("queue", settings => settings.HealthCheckQueueName = "q");
        builder.AddKeyedAzureServiceBusClient("topic", settings => settings.HealthCheckTopicName = "t");
        builder.AddKeyedAzureServiceBusClient("topic", settings => settings.HealthCheckTopicName = "t");
        builder.AddAzureServiceBusClient("messaging", settings => settings.HealthCheckTopicName = "t");
        await using var services = builder.Services.BuildServiceProvider();
        var names = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
        Assert.Equal(["Azure_ServiceBusClient_queue", "Azure_ServiceBusClient_topic", "Azure_ServiceBusClient"], names);
    }

    [Theory]
    [InlineData(true, true, HealthStatus.Healthy)]
    [InlineData(true, false, HealthStatus.Unhealthy)]
    [InlineData(false, true, HealthStatus.Healthy)]
    [InlineData(false, false, HealthStatus.Unhealthy)]
    public async Task The_health_check_asks_the_broker_for_the_entity(bool isTopic, bool isThere, HealthStatus expected)
    {
        var entity = !isThere ? "no-such-entity" : isTopic ? RoomsEmulator.RoomsTopic : emulator.TakeQueue();
        var builder = ConfiguredApplication.WithConnectionString(emulator.ConnectionString);
        builder.AddAzureServiceBusClient("messaging", settings => (settings.HealthCheckTopicName, settings.HealthCheckQueueName) =
            isTopic ? (entity, null) : ((string?)null, entity));
        await using var services = builder.Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, Assert.Contains("Azure_ServiceBusClient", report.Entries).Status);
    }
}
