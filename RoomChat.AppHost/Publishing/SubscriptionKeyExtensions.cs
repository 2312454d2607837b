namespace RoomChat.AppHost.Publishing;

/// <summary>The key that callers of the gateway need.</summary>
internal static class SubscriptionKeyExtensions
{
    /// <summary>Gives a published gateway its first subscription, <c>default</c>. azd asks for the key. A local run has the key for development.</summary>
    internal static IResourceBuilder<ProjectResource> WithSubscriptionKey(this IResourceBuilder<ProjectResource> gateway)
    {
        var builder = gateway.ApplicationBuilder;
        if (!builder.ExecutionContext.IsPublishMode) return gateway;
        var key = builder.AddParameter("subscription-key", secret: true);
        builder.AddApiManagement("api-management", key);
        return gateway.WithEnvironment("Gateway__Subscriptions__default__PrimaryKey", key);
    }
}
