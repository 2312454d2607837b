using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds Bicep modules and sets their parameters.</summary>
public static class AzureBicepResourceExtensions
{
    /// <summary>Adds a module from a file, relative to the AppHost's folder.</summary>
    public static IResourceBuilder<AzureBicepResource> AddBicepTemplate(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string bicepFile)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new AzureBicepResource(name, templateFile: Path.GetFullPath(bicepFile, builder.AppHostDirectory)));
    }

    /// <summary>Adds a module from its text.</summary>
    public static IResourceBuilder<AzureBicepResource> AddBicepTemplateString(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string bicepContent)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new AzureBicepResource(name, templateString: bicepContent));
    }

    /// <summary>Gets a reference to an output.</summary>
    public static BicepOutputReference GetOutput(this IResourceBuilder<AzureBicepResource> builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new(name, builder.Resource);
    }

    /// <summary>Adds a parameter that the tool that deploys fills, such as <c>principalId</c> or <c>keyVaultName</c>.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name)
        where T : AzureBicepResource => builder.Set(name, null);

    /// <summary>Adds a parameter with a fixed value.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : AzureBicepResource => builder.Set(name, value);

    /// <summary>Adds a parameter with fixed values.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, IEnumerable<string> value)
        where T : AzureBicepResource => builder.Set(name, value);

    /// <summary>Adds a parameter with the value of the application's parameter.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value)
        where T : AzureBicepResource => builder.Set(name, value?.Resource);

    /// <summary>Adds a parameter with the output of another module.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, BicepOutputReference value)
        where T : AzureBicepResource => builder.Set(name, value);

    /// <summary>Adds a parameter with the value of an expression.</summary>
    public static IResourceBuilder<T> WithParameter<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : AzureBicepResource => builder.Set(name, value);

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, object? value)
        where T : AzureBicepResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Parameters[name] = value;
        return builder;
    }
}
