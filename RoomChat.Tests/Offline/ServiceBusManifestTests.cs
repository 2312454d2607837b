using System.Text.Json.Nodes;
using Aspire.Hosting;

namespace RoomChat.Tests.Offline;

public sealed class ServiceBusManifestTests : IDisposable
{
    private const string Location =
        "@description('The location for the resource(s) to be deployed.')\nparam location string = resourceGroup().location\n\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("roomchat-manifest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Namespace_and_roles_are_modules_and_entities_are_values()
    {
        var resources = await PublishAsync(builder => builder.AddAzureServiceBus("bus").RunAsEmulator()
            .AddServiceBusTopic("topic", "t").AddServiceBusSubscription("sub", "s"));
        Assert.Equal(
            """
            {"bus":{"type":"azure.bicep.v0","connectionString":"{bus.outputs.serviceBusEndpoint}","path":"bus.module.bicep"},
            "topic":{"type":"value.v0","connectionString":"Endpoint={bus.outputs.serviceBusEndpoint};EntityPath=t"},
            "sub":{"type":"value.v0","connectionString":"Endpoint={bus.outputs.serviceBusEndpoint};EntityPath=t/Subscriptions/s"},
            "bus-roles":{"type":"azure.bicep.v0","path":"bus-roles.module.bicep",
            "params":{"bus_outputs_name":"{bus.outputs.name}","principalType":"","principalId":""}}}
            """.Replace("\n", "", StringComparison.Ordinal),
            resources.ToJsonString());
    }

    [Fact]
    public async Task The_namespace_module_declares_every_entity()
    {
        await PublishAsync(builder =>
        {
            var bus = builder.AddAzureServiceBus("my-bus");
            bus.AddServiceBusQueue("queue", "it's")
                .WithProperties(queue => (queue.LockDuration, queue.RequiresSession) = (TimeSpan.FromMinutes(5), true));
            bus.AddServiceBusTopic("topic-1", "t").WithProperties(topic => topic.RequiresDuplicateDetection = false)
                .AddServiceBusSubscription("sub", "s").WithProperties(subscription =>
                {
                    subscription.MaxDeliveryCount = 10;
                    subscription.Rules.Add(new("1st"));
                    subscription.Rules.Add(
                        new("some") { CorrelationFilter = new() { Subject = "${l}", Properties = { ["Room"] = 1, ["a-b"] = 0.5 } } });
                });
            bus.AddServiceBusTopic("last");
        });
        Assert.Equal(
            Location + """
            param sku string = 'Standard'

            resource my_bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
              name: take('mybus-${uniqueString(resourceGroup().id)}', 50)
              location: location
              properties: {
                disableLocalAuth: true
                publicNetworkAccess: 'Enabled'
              }
              sku: {
                name: sku
              }
              tags: {
                'aspire-resource-name': 'my-bus'
              }
            }

            resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
              name: 'it\'s'
              properties: {
                lockDuration: 'PT5M'
                requiresSession: true
              }
              parent: my_bus
            }

            resource topic_1 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
              name: 't'
              properties: {
                requiresDuplicateDetection: false
              }
              parent: my_bus
            }

            resource sub 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
              name: 's'
              properties: {
                maxDeliveryCount: 10
              }
              parent: topic_1
            }

            resource _1st 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
              name: '1st'
              properties: {
                filterType: 'CorrelationFilter'
              }
              parent: sub
            }

            resource some 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
              name: 'some'
              properties: {
                correlationFilter: {
                  properties: {
                    Room: 1
                    'a-b': json('0.5')
                  }
                  label: '\${l}'
                }
                filterType: 'CorrelationFilter'
              }
              parent: sub
            }

            resource last 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
              name: 'last'
              parent: my_bus
            }

            output serviceBusEndpoint string = my_bus.properties.serviceBusEndpoint

            output serviceBusHostName string = split(replace(my_bus.properties.serviceBusEndpoint, 'https://', ''), ':')[0]

            output name string = my_bus.name

            output id string = my_bus.id
            """,
            Module("my-bus"));
    }

    [Fact]
    public async Task The_roles_module_makes_the_identity_data_owner()
    {
        const string Role = "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '090c5cfd-751d-490a-894a-3ce6f1109419')";
        await PublishAsync(builder => builder.AddAzureServiceBus("my-bus"));
        Assert.Equal(
            Location + $$"""
            param my_bus_outputs_name string

            param principalType string

            param principalId string

            resource my_bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
              name: my_bus_outputs_name
            }

            resource my_bus_AzureServiceBusDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              name: guid(my_bus.id, principalId, {{Role}})
              properties: {
                principalId: principalId
                roleDefinitionId: {{Role}}
                principalType: principalType
              }
              scope: my_bus
            }
            """,
            Module("my-bus-roles"));
    }

    [Fact]
    public async Task A_namespace_left_out_of_the_manifest_has_no_roles() =>
        Assert.Empty(await PublishAsync(builder => builder.AddAzureServiceBus("bus").ExcludeFromManifest()));

    private string Module(string name) => File.ReadAllText(Path.Combine(_folder, $"{name}.module.bicep"));

    private async Task<JsonObject> PublishAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var manifest = Path.Combine(_folder, "manifest.json");
        var builder = DistributedApplication.CreateBuilder(["--publisher", "manifest", "--output-path", manifest]);
        describe(builder);
        await using var application = builder.Build();
        await application.RunAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(await File.ReadAllTextAsync(manifest))!["resources"]!.AsObject();
    }
}
