namespace RoomChat.AppHost.Publishing;

/// <summary>Adds the Bicep files of <c>Publishing/Bicep</c> to the model.</summary>
internal static class BicepModuleExtensions
{
    /// <param name="builder">The model, which is published.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="file">Name of the file, without its ending.</param>
    internal static IResourceBuilder<BicepModuleResource> AddBicepModule(this IDistributedApplicationBuilder builder, string name, string file) =>
        builder.AddResource(new BicepModuleResource(name, Path.Combine(builder.AppHostDirectory, "Publishing", "Bicep", $"{file}.bicep")));

    /// <summary>Sets a parameter; without a value azd fills it in, if it knows the name.</summary>
    internal static IResourceBuilder<BicepModuleResource> WithParameter(
        this IResourceBuilder<BicepModuleResource> module, string name, object? value = null)
    {
        module.Resource.Parameters[name] = value;
        return module;
    }

    internal static BicepOutput Output(this IResourceBuilder<BicepModuleResource> module, string name) => new(module.Resource, name);

    /// <summary>A secret that the module writes into the Key Vault that its parameter <c>keyVaultName</c> names.</summary>
    internal static BicepOutput SecretOutput(this IResourceBuilder<BicepModuleResource> module, string name) => new(module.Resource, name, isSecret: true);
}
