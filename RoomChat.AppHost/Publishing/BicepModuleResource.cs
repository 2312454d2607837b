using Aspire.Hosting.Publishing;

namespace RoomChat.AppHost.Publishing;

/// <summary>
/// A Bicep file of this project, deployed with the services. Aspire has <c>AddBicepTemplate</c> for that in a package that cannot be restored
/// everywhere; this is all that is needed of it.
/// </summary>
internal sealed class BicepModuleResource : Resource, IResourceWithParameters
{
    private readonly string _file;

    /// <param name="name">The resource's name.</param>
    /// <param name="file">Full path of the Bicep file. It is deployed alone: it may not name other files.</param>
    internal BicepModuleResource(string name, string file)
        : base(name)
    {
        _file = file;
        Annotations.Add(new ManifestPublishingCallbackAnnotation(Write));
    }

    /// <summary>The module's parameters: text, or an expression. Those that are empty azd fills in.</summary>
    public IDictionary<string, object?> Parameters { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    private void Write(ManifestPublishingContext manifest)
    {
        manifest.Writer.WriteString("type", "azure.bicep.v0");
        manifest.Writer.WriteString("path", manifest.GetManifestRelativePath(_file));
        if (Parameters.Count == 0) return;
        manifest.Writer.WriteStartObject("params");
        foreach (var (name, value) in Parameters)
        {
            manifest.Writer.WriteString(name, value is IManifestExpressionProvider expression ? expression.ValueExpression : $"{value}");
            manifest.TryAddDependentResources(value);
        }

        manifest.Writer.WriteEndObject();
    }
}
