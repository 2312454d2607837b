using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Values that are given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>The value stands under <c>Parameters:name</c> in the configuration.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, fallback => builder.Configuration[$"Parameters:{name}"] ?? fallback?.GetDefaultValue() ?? throw Missing($"Parameters:{name}"), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret) throw new ArgumentException("A secret cannot be published as a default.", nameof(publishValueAsDefault));
        return builder.AddResource(new ParameterResource(name, _ => builder.Configuration[$"Parameters:{name}"] ?? valueGetter(), secret));
    }

    /// <summary>The value stands under <c>ConnectionStrings:name</c> in the configuration.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConfiguredConnectionString(
            name,
            _ => builder.Configuration[$"ConnectionStrings:{name}"] ?? throw Missing($"ConnectionStrings:{name}"),
            environmentVariableName));

    private static DistributedApplicationException Missing(string key) =>
        new($"The setting '{key}' has no value. Give it as the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}, in the AppHost's user secrets, or in its appsettings.json.");
}
