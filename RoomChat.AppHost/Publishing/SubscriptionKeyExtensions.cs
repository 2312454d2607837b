namespace RoomChat.AppHost.Publishing;

/// <summary>The key that callers of the gateway need.</summary>
internal static class SubscriptionKeyExtensions
{
    /// <summary>A key that azd asks for. Null in a local run, in which the gateway has the key for development.</summary>
    internal static IResourceBuilder<ParameterResource>? AddSubscriptionKey(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode ? builder.AddParameter("subscription-key", secret: true) : null;

    /// <summary>Gives the gateway the key of its first subscription, <c>default</c>.</summary>
    internal static IResourceBuilder<ProjectResource> WithSubscriptionKey(
        this IResourceBuilder<ProjectResource> gateway, IResourceBuilder<ParameterResource>? key) =>
        key is null ? gateway : gateway.WithEnvironment("Gateway__Subscriptions__default__PrimaryKey", key);
}
