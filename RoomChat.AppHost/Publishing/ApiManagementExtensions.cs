namespace RoomChat.AppHost.Publishing;

/// <summary>Azure API Management before the gateway: see <c>docs/azure.md</c>.</summary>
internal static class ApiManagementExtensions
{
    /// <summary>Adds it where the setting <c>ApiManagement:Sku</c> names a tier.</summary>
    /// <param name="builder">The model, which is published.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="key">Key of the subscription, the same as the gateway's.</param>
    internal static void AddApiManagement(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> key)
    {
        var settings = builder.Configuration.GetSection("ApiManagement");
        if (settings["Sku"] is not { Length: > 0 } sku) return;
        builder.AddBicepModule(name, "api-management")
            .WithParameter("containerAppEnvironmentName")
            .WithParameter("sku", sku)
            .WithParameter("publisherEmail", settings["PublisherEmail"])
            .WithParameter("subscriptionKey", key.Resource);
    }
}
