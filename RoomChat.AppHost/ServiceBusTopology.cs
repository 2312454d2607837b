using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Aspire.Hosting.Azure;

namespace RoomChat.AppHost;

/// <summary>
/// The topics and subscriptions, in the file format of Microsoft's emulator. Only <c>SharedSubscription</c> receives from the shared
/// subscription. Under another strategy its messages would have no receiver.
/// </summary>
internal static class ServiceBusTopology
{
    internal static string PathIn(IDistributedApplicationBuilder builder) => Path.Combine(
        builder.AppHostDirectory, builder.Configuration.IsSubscriptionShared() ? "Config.json" : "Config.WithoutSubscription.json");

    /// <summary>Adds the same topology to Azure and to Microsoft's emulator, which get it from the model.</summary>
    internal static IResourceBuilder<AzureServiceBusResource> WithTopology(this IResourceBuilder<AzureServiceBusResource> bus)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var file = JsonNode.Parse(File.ReadAllText(PathIn(bus.ApplicationBuilder)), documentOptions: options)!;
        foreach (var topic in file["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray()) bus.AddTopic(topic!);
        return bus;
    }

    private static void AddTopic(this IResourceBuilder<AzureServiceBusResource> bus, JsonNode topic)
    {
        var properties = topic["Properties"]!;
        var added = bus.AddServiceBusTopic(topic["Name"]!.GetValue<string>()).WithProperties(to =>
        {
            to.DefaultMessageTimeToLive = Duration(properties["DefaultMessageTimeToLive"]);
            to.RequiresDuplicateDetection = properties["RequiresDuplicateDetection"]?.GetValue<bool>();
        });
        foreach (var subscription in topic["Subscriptions"]!.AsArray()) added.AddSubscription(subscription!);
    }

    private static void AddSubscription(this IResourceBuilder<AzureServiceBusTopicResource> topic, JsonNode subscription)
    {
        var properties = subscription["Properties"]!;
        topic.AddServiceBusSubscription(subscription["Name"]!.GetValue<string>()).WithProperties(to =>
        {
            to.DeadLetteringOnMessageExpiration = properties["DeadLetteringOnMessageExpiration"]?.GetValue<bool>();
            to.DefaultMessageTimeToLive = Duration(properties["DefaultMessageTimeToLive"]);
            to.LockDuration = Duration(properties["LockDuration"]);
            to.MaxDeliveryCount = properties["MaxDeliveryCount"]?.GetValue<int>();
            to.RequiresSession = properties["RequiresSession"]?.GetValue<bool>();
        });
    }

    private static TimeSpan? Duration(JsonNode? text) => text is null ? null : XmlConvert.ToTimeSpan(text.GetValue<string>());
}
