namespace RoomChat.AppHost;

/// <summary>Secrets that the AppHost or azd generates.</summary>
internal static class SecretExtensions
{
    private const int Length = 43;

    /// <summary>
    /// A secret that is made for each run and written nowhere. Published, azd makes it once, and keeps it with its environment.
    /// </summary>
    internal static IResourceBuilder<ParameterResource> AddRunSecret(this IDistributedApplicationBuilder builder, string name) =>
        // Letters and digits have 5.9 bits each: 256 bits together, and no character that means something in a connection string.
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = Length, Special = false }, secret: true, persist: false);

    /// <summary>Gives a service the secret with which the gateway signs. Gateway, API and realtime service need the same.</summary>
    internal static IResourceBuilder<ProjectResource> WithGatewaySecret(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> secret) =>
        service.WithEnvironment("GatewaySignature__Secret", secret);
}
