namespace RoomChat.AppHost.Publishing;

/// <summary>Azure API Management in front of the gateway: see <c>docs/azure.md</c>.</summary>
internal static class ApiManagementExtensions
{
    /// <summary>Adds it to a deployment if the setting <c>ApiManagement:Sku</c> names a tier.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="key">Key of the subscription, the same as the gateway's; null in a local run.</param>
    /// <exception cref="DistributedApplicationException">A tier is set, but no publisher's address.</exception>
    internal static void AddApiManagement(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? key)
    {
        var settings = builder.Configuration.GetSection("ApiManagement");
        if (key is null || settings["Sku"] is not { Length: > 0 } sku) return;
        if (settings["PublisherEmail"] is not { Length: > 0 } email)
            throw new DistributedApplicationException("'ApiManagement:Sku' is set: set 'ApiManagement:PublisherEmail', too.");
        builder.AddBicepModule(
            name, "api-management",
            ("containerAppEnvironmentName", null), ("sku", sku), ("publisherEmail", email), ("subscriptionKey", key.Resource));
    }
}
