namespace RoomChat.AppHost.Publishing;

/// <summary>Azure Managed Redis.</summary>
internal static class ManagedRedisExtensions
{
    /// <summary>Adds Azure Managed Redis. Its connection string contains a key, and is kept in Key Vault.</summary>
    internal static IResourceBuilder<IResourceWithConnectionString> AddManagedRedis(
        this IDistributedApplicationBuilder builder, string name)
    {
        var module = builder.AddBicepModule($"{name}-cache", "redis", ("keyVaultName", null));
        return builder.AddConnectionString(name, ReferenceExpression.Create($"{new SecretOutput(module, "connectionString")}"));
    }
}
