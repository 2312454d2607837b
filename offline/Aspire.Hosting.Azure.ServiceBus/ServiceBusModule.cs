using static Aspire.Hosting.Azure.BicepText;

namespace Aspire.Hosting.Azure;

/// <summary>The Bicep modules of a namespace.</summary>
internal static class ServiceBusModule
{
    private const string Location = """
        @description('The location for the resource(s) to be deployed.')
        param location string = resourceGroup().location
        """;

    /// <summary>The namespace and its entities.</summary>
    internal static string Of(AzureServiceBusResource bus)
    {
        var id = Identifier(bus.Name);
        return string.Join("\n\n", (string[])[
            Location,
            "param sku string = 'Standard'",
            $$"""
            resource {{id}} 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
              name: take('{{id.Replace("_", "", StringComparison.Ordinal)}}-${uniqueString(resourceGroup().id)}', 50)
              location: location
              properties: {
                disableLocalAuth: true
                publicNetworkAccess: 'Enabled'
              }
              sku: {
                name: sku
              }
              tags: {
                'aspire-resource-name': {{Quote(bus.Name)}}
              }
            }
            """,
            .. Entities(bus),
            $"output serviceBusEndpoint string = {id}.properties.serviceBusEndpoint",
            $"output serviceBusHostName string = split(replace({id}.properties.serviceBusEndpoint, 'https://', ''), ':')[0]",
            $"output name string = {id}.name",
            $"output id string = {id}.id",
        ]);
    }

    /// <summary>The role that lets the application's identity send, receive, and manage subscriptions: Data Owner.</summary>
    internal static string RolesOf(AzureServiceBusResource bus)
    {
        const string Role = "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '090c5cfd-751d-490a-894a-3ce6f1109419')";
        var id = Identifier(bus.Name);
        return string.Join("\n\n", (string[])[
            Location,
            $"param {id}_outputs_name string",
            "param principalType string",
            "param principalId string",
            $$"""
            resource {{id}} 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
              name: {{id}}_outputs_name
            }
            """,
            $$"""
            resource {{id}}_AzureServiceBusDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              name: guid({{id}}.id, principalId, {{Role}})
              properties: {
                principalId: principalId
                roleDefinitionId: {{Role}}
                principalType: principalType
              }
              scope: {{id}}
            }
            """,
        ]);
    }

    private static IEnumerable<string> Entities(AzureServiceBusResource bus)
    {
        foreach (var queue in bus.Queues) yield return Entity(queue, queue.Name, "queues", queue.QueueName, bus.Name);
        foreach (var topic in bus.Topics)
        {
            yield return Entity(topic, topic.Name, "topics", topic.TopicName, bus.Name);
            foreach (var subscription in topic.Subscriptions)
            {
                yield return Entity(subscription, subscription.Name, "topics/subscriptions", subscription.SubscriptionName, topic.Name);
                foreach (var rule in subscription.Rules)
                    yield return Entity(rule, rule.Name, "topics/subscriptions/rules", rule.Name, subscription.Name);
            }
        }
    }

    private static string Entity(object entity, string resource, string kind, string name, string parent) => $$"""
        resource {{Identifier(resource)}} 'Microsoft.ServiceBus/namespaces/{{kind}}@2024-01-01' = {
          name: {{Quote(name)}}{{(EntityProperties.Of(entity) is { Count: > 0 } set ? $"\n  properties: {Object(set, "  ")}" : "")}}
          parent: {{Identifier(parent)}}
        }
        """;
}
