using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Aspire.Hosting.Azure;

namespace RoomChat.AppHost;

/// <summary>
/// Which topics and subscriptions there are, in the file format of Microsoft's emulator. Only <c>SharedSubscription</c> receives from the shared subscription; under
/// another strategy it would fill with what nobody takes.
/// </summary>
internal static class ServiceBusTopology
{
    internal static string PathIn(IDistributedApplicationBuilder builder) => Path.Combine(
        builder.AppHostDirectory, builder.Configuration.IsSubscriptionShared() ? "Config.json" : "Config.WithoutSubscription.json");

    /// <summary>The same for Azure and for Microsoft's emulator, which are told by the model.</summary>
    internal static IResourceBuilder<AzureServiceBusResource> WithTopology(this IResourceBuilder<AzureServiceBusResource> bus)
    {
        var file = JsonNode.Parse(File.ReadAllText(PathIn(bus.ApplicationBuilder)), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        foreach (var topic in file["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray())
        {
            var added = bus.AddServiceBusTopic(topic!["Name"]!.GetValue<string>());
            foreach (var subscription in topic["Subscriptions"]!.AsArray())
            {
                var properties = subscription!["Properties"]!;
                added.AddServiceBusSubscription(subscription["Name"]!.GetValue<string>()).WithProperties(to =>
                {
                    to.RequiresSession = properties["RequiresSession"]?.GetValue<bool>();
                    to.MaxDeliveryCount = properties["MaxDeliveryCount"]?.GetValue<int>();
                    to.LockDuration = properties["LockDuration"] is { } duration ? XmlConvert.ToTimeSpan(duration.GetValue<string>()) : null;
                });
            }
        }

        return bus;
    }
}
