using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;
using Microsoft.Extensions.DependencyInjection;

namespace RoomChat.Tests.Offline;

public sealed class AzureServiceBusResourceTests
{
    private readonly IDistributedApplicationBuilder _builder =
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    [Fact]
    public void A_namespace_in_Azure_has_the_endpoint_as_connection_string()
    {
        var bus = _builder.AddAzureServiceBus("bus");
        var topic = bus.AddServiceBusTopic("topic", "t");
        Assert.Equal("{bus.outputs.serviceBusEndpoint}", bus.Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal("Endpoint={bus.outputs.serviceBusEndpoint};EntityPath=t", topic.Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            "Endpoint={bus.outputs.serviceBusEndpoint};EntityPath=t/Subscriptions/s",
            topic.AddServiceBusSubscription("sub", "s").Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            "Endpoint={bus.outputs.serviceBusEndpoint};EntityPath=queue",
            bus.AddServiceBusQueue("queue").Resource.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public void The_emulator_has_its_address_and_key_as_connection_string()
    {
        const string Emulator =
            "Endpoint=sb://{bus.bindings.emulator.host}:{bus.bindings.emulator.port};SharedAccessKeyName=RootManageSharedAccessKey;" +
            "SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";
        var bus = _builder.AddAzureServiceBus("bus").RunAsEmulator();
        Assert.Equal(Emulator, bus.Resource.ConnectionStringExpression.ValueExpression);
        Assert.Equal($"{Emulator};EntityPath=t", bus.AddServiceBusTopic("topic", "t").Resource.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public void Connection_properties_name_host_and_entities()
    {
        var bus = _builder.AddAzureServiceBus("bus");
        var subscription = bus.AddServiceBusTopic("topic", "t").AddServiceBusSubscription("sub", "s");
        Assert.Equal(
            "Host={bus.outputs.serviceBusHostName} Uri={bus.outputs.serviceBusEndpoint} TopicName=t SubscriptionName=s",
            PropertiesOf(subscription.Resource));
        Assert.EndsWith("QueueName=queue", PropertiesOf(bus.AddServiceBusQueue("queue").Resource), StringComparison.Ordinal);
        bus.RunAsEmulator();
        Assert.StartsWith(
            "Host={bus.bindings.emulator.host} Port={bus.bindings.emulator.port} " +
            "Uri=sb://{bus.bindings.emulator.host}:{bus.bindings.emulator.port} " +
            "ConnectionString=Endpoint=sb://", PropertiesOf(bus.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_is_a_container_with_two_ports_and_database()
    {
        var bus = _builder.AddAzureServiceBus("bus").RunAsEmulator().Resource;
        Assert.Equal("mcr.microsoft.com/azure-messaging/servicebus-emulator:2.0.0", ImageOf(bus));
        Assert.Equal(
            ["emulator tcp 5672 ", "emulatorhealth http 5300 not in references"],
            bus.Annotations.OfType<EndpointAnnotation>().Select(endpoint =>
                $"{endpoint.Name} {endpoint.UriScheme} {endpoint.TargetPort} " +
                $"{(endpoint.ExcludeReferenceEndpoint ? "not in references" : "")}"));
        Assert.Equal("ACCEPT_EULA=Y SQL_SERVER=bus-mssql:1433 MSSQL_SA_PASSWORD=bus-sql-pwd", await EnvironmentOfAsync(bus));
        Assert.Single(bus.Annotations.OfType<HealthCheckAnnotation>());

        var sql = Assert.Single(_builder.Resources, resource => resource.Name == "bus-mssql");
        Assert.Equal("mcr.microsoft.com/mssql/server:2022-latest", ImageOf(sql));
        Assert.Equal(
            ("tcp", 1433),
            Assert.Single(sql.Annotations.OfType<EndpointAnnotation>()) is var endpoint ? (endpoint.Name, endpoint.TargetPort) : default);
        Assert.Equal("ACCEPT_EULA=Y MSSQL_SA_PASSWORD=bus-sql-pwd", await EnvironmentOfAsync(sql));
    }

    [Fact]
    public async Task The_emulators_configuration_describes_the_model()
    {
        var bus = _builder.AddAzureServiceBus("bus").RunAsEmulator();
        bus.AddServiceBusQueue("queue", "q").WithProperties(queue => (queue.MaxDeliveryCount, queue.ForwardTo) = (3, "elsewhere"));
        bus.AddServiceBusTopic("topic", "t").WithProperties(topic => topic.DefaultMessageTimeToLive = TimeSpan.FromHours(1))
            .AddServiceBusSubscription("sub", "s").WithProperties(subscription =>
            {
                (subscription.LockDuration, subscription.RequiresSession) = (TimeSpan.FromMinutes(5), true);
                subscription.Rules.Add(
                    new("r") { CorrelationFilter = new() { Subject = "l", SendTo = "x", Properties = { ["room"] = "1" } } });
                subscription.Rules.Add(new("all") { FilterType = AzureServiceBusFilterType.SqlFilter });
            });
        Assert.Equal(
            """
            {"UserConfig":{"Namespaces":[{"Name":"bus",
            "Queues":[{"Name":"q","Properties":{"ForwardTo":"elsewhere","MaxDeliveryCount":3}}],
            "Topics":[{"Name":"t","Properties":{"DefaultMessageTimeToLive":"PT1H"},
            "Subscriptions":[{"Name":"s","Properties":{"LockDuration":"PT5M","RequiresSession":true},
            "Rules":[{"Name":"r","Properties":{"FilterType":"Correlation","CorrelationFilter":{"Properties":{"room":"1"},"To":"x","Label":"l"}}},
            {"Name":"all","Properties":{"FilterType":"Sql","CorrelationFilter":{}}}]}]}]}],"Logging":{"Type":"File"}}}
            """.Replace("\n", "", StringComparison.Ordinal),
            JsonNode.Parse((await ConfigurationOfAsync(bus.Resource)).Contents!)!.ToJsonString());
    }

    [Fact]
    public async Task The_configuration_can_be_changed_or_replaced_by_a_file()
    {
        AzureServiceBusResource Add(string name, Action<IResourceBuilder<AzureServiceBusEmulatorResource>> configure) =>
            _builder.AddAzureServiceBus(name).RunAsEmulator(configure).Resource;
        var changed = await ConfigurationOfAsync(
            Add("a", emulator => emulator.WithConfiguration(file => file["UserConfig"]!["Logging"]!["Type"] = "Console")));
        Assert.Contains("\"Type\": \"Console\"", changed.Contents, StringComparison.Ordinal);
        var replaced = await ConfigurationOfAsync(
            Add("b", emulator => emulator.WithConfigurationFile("first.json").WithConfigurationFile("mine.json")));
        Assert.Equal(("mine.json", null), (replaced.SourcePath, replaced.Contents));
    }

    [Fact]
    public void The_emulators_AMQP_port_can_be_fixed_and_freed()
    {
        var bus = _builder.AddAzureServiceBus("bus").RunAsEmulator(emulator => emulator.WithHostPort(5672));
        var endpoint = bus.Resource.Annotations.OfType<EndpointAnnotation>().First();
        Assert.Equal(("emulator", 5672), (endpoint.Name, endpoint.Port));
        Assert.Throws<InvalidOperationException>(() => bus.RunAsEmulator());
    }

    [Fact]
    public async Task An_application_that_runs_needs_the_emulator()
    {
        _builder.AddAzureServiceBus("bus");
        await using var application = _builder.Build();
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            _builder.Eventing.PublishAsync(
                new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>())));
        Assert.Contains("RunAsEmulator", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_without_a_name_is_refused()
    {
        var bus = _builder.AddAzureServiceBus("bus");
        Assert.Throws<ArgumentException>(() => bus.AddServiceBusTopic("topic", ""));
        Assert.Throws<ArgumentException>(() => bus.AddServiceBusQueue("queue").WithProperties(queue => queue.QueueName = ""));
        Assert.Throws<ArgumentException>(() => new AzureServiceBusRule(""));
    }

    private static string PropertiesOf(IResourceWithConnectionString resource) =>
        string.Join(' ', resource.GetConnectionProperties().Select(property => $"{property.Key}={property.Value.ValueExpression}"));

    private static string ImageOf(IResource resource) =>
        Assert.Single(resource.Annotations.OfType<ContainerImageAnnotation>()) is var image
            ? $"{image.Registry}/{image.Image}:{image.Tag}"
            : "";

    private async Task<string> EnvironmentOfAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, resource);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await annotation.Callback(context);
        return string.Join(' ', context.EnvironmentVariables.Select(variable =>
            $"{variable.Key}={(variable.Value is ParameterResource parameter ? parameter.Name : variable.Value)}"));
    }

    private static async Task<ContainerFile> ConfigurationOfAsync(AzureServiceBusResource bus)
    {
        var files = Assert.Single(bus.Annotations.OfType<ContainerFileSystemCallbackAnnotation>());
        Assert.Equal("/ServiceBus_Emulator/ConfigFiles", files.DestinationPath);
        var items =
            await files.Callback(new() { Model = bus, Services = new ServiceCollection().BuildServiceProvider() }, CancellationToken.None);
        var file = Assert.IsType<ContainerFile>(Assert.Single(items));
        Assert.Equal("Config.json", file.Name);
        return file;
    }
}
