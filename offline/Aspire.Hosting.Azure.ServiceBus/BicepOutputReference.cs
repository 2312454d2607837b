using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An output of a Bicep module.</summary>
/// <param name="name">Name of the output.</param>
/// <param name="resource">The resource that the module describes.</param>
public sealed class BicepOutputReference(string name, AzureBicepResource resource)
    : IExpressionValue, IManifestExpressionProvider, IValueProvider, IValueWithReferences, IEquatable<BicepOutputReference>
{
    /// <summary>Name of the output.</summary>
    public string Name { get; } = name;

    /// <summary>The resource that the module describes.</summary>
    public AzureBicepResource Resource { get; } = resource;

    /// <summary>The output's value.</summary>
    /// <exception cref="InvalidOperationException">The output is not known.</exception>
    public string? Value => Resource.Outputs.TryGetValue(Name, out var value)
        ? value?.ToString()
        : throw new InvalidOperationException($"The output '{Name}' of the resource '{Resource.Name}' is not known.");

    /// <summary>The placeholder in a manifest.</summary>
    public string ValueExpression => $"{{{Resource.Name}.outputs.{Name}}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <summary>Gets <see cref="Value"/>.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Value);

    /// <inheritdoc/>
    public bool Equals(BicepOutputReference? other) => other is not null && other.Resource == Resource && other.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BicepOutputReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Resource, Name);
}
