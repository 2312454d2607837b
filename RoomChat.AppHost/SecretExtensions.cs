namespace RoomChat.AppHost;

/// <summary>Secrets that the AppHost or azd generates.</summary>
internal static class SecretExtensions
{
    private const int Length = 43;

    /// <summary>
    /// A secret that is generated for each run and not stored. When published, azd generates it once, and stores it in its environment.
    /// </summary>
    internal static IResourceBuilder<ParameterResource> AddRunSecret(this IDistributedApplicationBuilder builder, string name) =>
        // A letter or digit has 5.9 bits: 256 bits in all. None of them is special in a connection string.
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = Length, Special = false }, secret: true, persist: false);

    /// <summary>Gives a service the secret for the gateway's signature. Gateway, API and realtime service need the same one.</summary>
    internal static IResourceBuilder<ProjectResource> WithGatewaySecret(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> secret) =>
        service.WithEnvironment("GatewaySignature__Secret", secret);
}
