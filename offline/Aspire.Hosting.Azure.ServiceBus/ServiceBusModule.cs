using System.Text.Json.Nodes;
using static Aspire.Hosting.Azure.BicepText;

namespace Aspire.Hosting.Azure;

/// <summary>The Bicep modules of a namespace.</summary>
internal static class ServiceBusModule
{
    private const string DataOwner = "090c5cfd-751d-490a-894a-3ce6f1109419";
    private const string Namespaces = "Microsoft.ServiceBus/namespaces";
    private const string Version = "2024-01-01";

    /// <summary>The namespace and its entities.</summary>
    internal static string Of(AzureServiceBusResource bus)
    {
        var id = Identifier(bus.Name);
        return $$"""
            @description('The location for the resource(s) to be deployed.')
            param location string = resourceGroup().location

            param sku string = 'Standard'

            resource {{id}} '{{Namespaces}}@{{Version}}' = {
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

            {{string.Concat(Entities(bus))}}output serviceBusEndpoint string = {{id}}.properties.serviceBusEndpoint

            output serviceBusHostName string = split(replace({{id}}.properties.serviceBusEndpoint, 'https://', ''), ':')[0]

            output name string = {{id}}.name

            output id string = {{id}}.id
            """;
    }

    /// <summary>The role of the application's identity: it sends, receives, and manages subscriptions.</summary>
    internal static string RolesOf(AzureServiceBusResource bus)
    {
        var id = Identifier(bus.Name);
        var role = $"subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{DataOwner}')";
        return $$"""
            @description('The location for the resource(s) to be deployed.')
            param location string = resourceGroup().location

            param {{id}}_outputs_name string

            param principalType string

            param principalId string

            resource {{id}} '{{Namespaces}}@{{Version}}' existing = {
              name: {{id}}_outputs_name
            }

            resource {{id}}_AzureServiceBusDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              name: guid({{id}}.id, principalId, {{role}})
              properties: {
                principalId: principalId
                roleDefinitionId: {{role}}
                principalType: principalType
              }
              scope: {{id}}
            }
            """;
    }

    private static IEnumerable<string> Entities(AzureServiceBusResource bus)
    {
        foreach (var queue in bus.Queues) yield return Entity(queue.Name, "queues", queue.QueueName, queue.SetProperties, bus.Name);
        foreach (var topic in bus.Topics)
        {
            yield return Entity(topic.Name, "topics", topic.TopicName, topic.SetProperties, bus.Name);
            foreach (var subscription in topic.Subscriptions)
            {
                yield return Entity(
                    subscription.Name, "topics/subscriptions", subscription.SubscriptionName, subscription.SetProperties, topic.Name);
                foreach (var rule in subscription.Rules)
                    yield return Entity(rule.Name, "topics/subscriptions/rules", rule.Name, PropertiesOf(rule), subscription.Name);
            }
        }
    }

    private static JsonObject PropertiesOf(AzureServiceBusRule rule) => EntityProperties.Of(
        (nameof(rule.CorrelationFilter), rule.CorrelationFilter.SetProperties is { Count: > 0 } filter ? filter : null),
        (nameof(rule.FilterType), rule.FilterType.ToString()));

    private static string Entity(string resource, string kind, string name, JsonObject properties, string parent) => $$"""
        resource {{Identifier(resource)}} '{{Namespaces}}/{{kind}}@{{Version}}' = {
          name: {{Quote(name)}}{{(properties.Count > 0 ? $"\n  properties: {Object(properties, "  ")}" : "")}}
          parent: {{Identifier(parent)}}
        }


        """;
}
