using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

/// <summary>A resource in Azure, described by a Bicep module.</summary>
public class AzureBicepResource : Resource, IResourceWithParameters
{
    private readonly string? _templateString;

    internal AzureBicepResource(string name, string? templateString = null)
        : base(name)
    {
        _templateString = templateString;
        Annotations.Add(new ManifestPublishingCallbackAnnotation(WriteToManifest));
    }

    /// <summary>The module's parameters. The tool that deploys fills those that are null or empty.</summary>
    public Dictionary<string, object?> Parameters { get; } = [];

    IDictionary<string, object?> IResourceWithParameters.Parameters => Parameters;

    /// <summary>Gets the text of the module.</summary>
    public virtual string GetBicepTemplateString() => _templateString ?? throw new InvalidOperationException($"'{Name}' has no template.");

    /// <summary>Writes the manifest's entry, and the module beside the manifest.</summary>
    public virtual void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{Name.ToLowerInvariant()}.module.bicep");
        File.WriteAllText(path, GetBicepTemplateString());
        context.Writer.WriteString("type", "azure.bicep.v0");
        context.WriteConnectionString(this);
        context.Writer.WriteString("path", context.GetManifestRelativePath(path));
        if (Parameters.Count == 0) return;
        context.Writer.WriteStartObject("params");
        foreach (var (name, value) in Parameters)
        {
            context.Writer.WriteString(name, value is IManifestExpressionProvider expression ? expression.ValueExpression : $"{value}");
            context.TryAddDependentResources(value);
        }

        context.Writer.WriteEndObject();
    }
}
