using Aspire.Hosting.Azure;

namespace RoomChat.AppHost.Publishing;

/// <summary>A secret that a Bicep module writes into the Key Vault of its parameter <c>keyVaultName</c>. azd makes the vault.</summary>
internal sealed class SecretOutput(AzureBicepResource module, string name)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    /// <inheritdoc/>
    public string ValueExpression => $"{{{module.Name}.secretOutputs.{name}}}";

    IEnumerable<object> IValueWithReferences.References => [module];

    /// <summary>Only a deployment has the value.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"'{ValueExpression}' is known after a deployment only.");
}
