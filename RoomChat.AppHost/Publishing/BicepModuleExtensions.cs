using Aspire.Hosting.Azure;

namespace RoomChat.AppHost.Publishing;

/// <summary>Adds the Bicep files of <c>Publishing/Bicep</c> to the model.</summary>
internal static class BicepModuleExtensions
{
    /// <param name="builder">The model, which is published.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="file">Name of the file, without its extension.</param>
    /// <param name="parameters">The module's parameters. azd fills in a parameter without a value if it has one of that name.</param>
    internal static AzureBicepResource AddBicepModule(
        this IDistributedApplicationBuilder builder, string name, string file, params IEnumerable<(string Name, object? Value)> parameters)
    {
        var path = Path.Combine(builder.AppHostDirectory, "Publishing", "Bicep", $"{file}.bicep");
        var module = new AzureBicepResource(name, templateFile: path);
        foreach (var (parameter, value) in parameters) module.Parameters[parameter] = value;
        return builder.AddResource(module).Resource;
    }
}
