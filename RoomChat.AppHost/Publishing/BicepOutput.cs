namespace RoomChat.AppHost.Publishing;

/// <summary>A value that a Bicep module gives, known only to the deployment: an output, or a secret in the Key Vault that azd makes for the module.</summary>
internal sealed class BicepOutput(BicepModuleResource module, string name, bool isSecret = false) : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    /// <inheritdoc/>
    public string ValueExpression => $"{{{module.Name}.{(isSecret ? "secretOutputs" : "outputs")}.{name}}}";

    IEnumerable<object> IValueWithReferences.References => [module];

    /// <summary>Only a deployment has the value.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"'{ValueExpression}' is known after a deployment only.");
}
