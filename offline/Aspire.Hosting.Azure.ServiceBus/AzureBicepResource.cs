using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

/// <summary>A resource in Azure, described by a Bicep module.</summary>
public class AzureBicepResource : Resource, IResourceWithParameters
{
    private readonly (string? File, string? Text) _template;

    /// <summary>Takes the module's file, which is deployed alone, or its text.</summary>
    public AzureBicepResource(string name, string? templateFile = null, string? templateString = null)
        : base(name)
    {
        _template = (templateFile, templateString);
        Annotations.Add(new ManifestPublishingCallbackAnnotation(WriteToManifest));
    }

    /// <summary>The module's parameters. The deployment tool fills null or empty ones.</summary>
    public Dictionary<string, object?> Parameters { get; } = [];

    IDictionary<string, object?> IResourceWithParameters.Parameters => Parameters;

    /// <summary>Gets the text of the module.</summary>
    public virtual string GetBicepTemplateString() => _template.Text ?? throw new InvalidOperationException($"'{Name}' has no template.");

    /// <summary>Writes the manifest's entry, and the module beside the manifest.</summary>
    public virtual void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = _template.File
            ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{Name.ToLowerInvariant()}.module.bicep");
        if (_template.File is null) File.WriteAllText(path, GetBicepTemplateString());
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
