using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

/// <summary>A resource in Azure, described by a Bicep module.</summary>
public class AzureBicepResource : Resource, IResourceWithParameters
{
    private readonly string? _templateFile;
    private readonly string? _templateString;

    /// <summary>Creates a resource from a file or a text, or without either if <see cref="GetBicepTemplateString"/> is overridden.</summary>
    /// <param name="name">Name of the resource.</param>
    /// <param name="templateFile">Path of the module.</param>
    /// <param name="templateString">Text of the module.</param>
    public AzureBicepResource(string name, string? templateFile = null, string? templateString = null)
        : base(name)
    {
        (_templateFile, _templateString) = (templateFile, templateString);
        Annotations.Add(new ManifestPublishingCallbackAnnotation(WriteToManifest));
    }

    /// <summary>The module's parameters. A null or empty value is filled by the tool that deploys.</summary>
    public Dictionary<string, object?> Parameters { get; } = [];

    /// <summary>The module's outputs, if known.</summary>
    public Dictionary<string, object?> Outputs { get; } = new(StringComparer.OrdinalIgnoreCase);

    IDictionary<string, object?> IResourceWithParameters.Parameters => Parameters;

    /// <summary>Gets the text of the module.</summary>
    public virtual string GetBicepTemplateString() => _templateString
        ?? File.ReadAllText(_templateFile ?? throw new InvalidOperationException($"The resource '{Name}' has no Bicep template."));

    /// <summary>Writes the manifest's entry, and the module beside the manifest unless it is a file already.</summary>
    public virtual void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = _templateFile;
        if (path is null)
        {
            path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{Name.ToLowerInvariant()}.module.bicep");
            File.WriteAllText(path, GetBicepTemplateString());
        }

        context.Writer.WriteString("type", "azure.bicep.v0");
        context.WriteConnectionString(this);
        context.Writer.WriteString("path", context.GetManifestRelativePath(path));
        if (Parameters.Count == 0) return;
        context.Writer.WriteStartObject("params");
        foreach (var (name, value) in Parameters)
        {
            context.Writer.WritePropertyName(name);
            if (value is JsonNode or IEnumerable<string>) JsonSerializer.Serialize(context.Writer, value);
            else context.Writer.WriteStringValue(value is IManifestExpressionProvider expression ? expression.ValueExpression : $"{value}");
            context.TryAddDependentResources(value);
        }

        context.Writer.WriteEndObject();
    }
}
