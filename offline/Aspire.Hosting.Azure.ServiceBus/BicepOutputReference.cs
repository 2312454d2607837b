using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An output of a Bicep module.</summary>
public sealed class BicepOutputReference(string name, AzureBicepResource resource) : IExpressionValue, IValueWithReferences
{
    /// <summary>Name of the output.</summary>
    public string Name { get; } = name;
    /// <summary>The resource that the module describes.</summary>
    public AzureBicepResource Resource { get; } = resource;
    /// <summary>The placeholder in a manifest.</summary>
    public string ValueExpression => $"{{{Resource.Name}.outputs.{Name}}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <summary>Only a deployment has the value.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"The output '{Name}' of the resource '{Resource.Name}' is known after deployment only.");
}
