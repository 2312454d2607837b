using System.Text;
using System.Text.Json.Nodes;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>
/// The Bicep file that azd generates from a manifest: a resource group, azd's own resources, and a module for each <c>azure.bicep.v0</c>.
/// </summary>
internal static class AzdTemplate
{
    /// <summary>Values from azd's own module for parameters that are empty in the manifest.</summary>
    private static readonly Dictionary<string, string> Filled = new(StringComparer.Ordinal)
    {
        ["principalId"] = "shared.outputs.principalId",
        ["principalType"] = "'ServicePrincipal'",
        ["logAnalyticsWorkspaceId"] = "shared.outputs.workspaceId",
        ["containerAppEnvironmentName"] = "shared.outputs.environmentName",
        ["keyVaultName"] = "shared.outputs.vaultName",
    };

    private const string Shared = """
        param location string = resourceGroup().location
        resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
          name: 'mi-test'
          location: location
        }
        resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
          name: 'law-test'
          location: location
        }
        resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
          name: 'cae-test'
          location: location
          properties: {}
        }
        resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
          name: 'kv-test'
          location: location
          properties: {
            tenantId: tenant().tenantId
            sku: { family: 'A', name: 'standard' }
            enableRbacAuthorization: true
          }
        }
        output principalId string = identity.properties.principalId
        output workspaceId string = workspace.id
        output environmentName string = environment.name
        output vaultName string = vault.name
        """;

    private const string Head = """
        targetScope = 'subscription'
        param location string
        @secure()
        param subscription_key string
        resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
          name: 'rg-test'
          location: location
        }
        module shared 'shared.bicep' = {
          name: 'shared'
          scope: group
          params: { location: location }
        }

        """;

    /// <summary>Writes the files beside the manifest.</summary>
    /// <returns>The path of the file of parameters.</returns>
    internal static async Task<string> WriteAsync(PublishedSystem published)
    {
        var ct = TestContext.Current.CancellationToken;
        var main = new StringBuilder(Head);
        foreach (var (name, resource) in published.Resources.Where(entry => entry.Value!["type"]!.GetValue<string>() == "azure.bicep.v0"))
        {
            var module = Path.GetRelativePath(published.Folder, published.ModuleOf(name));
            main.Append(Module(name, module, resource!["params"]?.AsObject() ?? []));
        }
        await File.WriteAllTextAsync(Path.Combine(published.Folder, "shared.bicep"), Shared, ct);
        await File.WriteAllTextAsync(Path.Combine(published.Folder, "main.bicep"), main.ToString(), ct);
        var parameters = Path.Combine(published.Folder, "main.bicepparam");
        await File.WriteAllTextAsync(
            parameters, "using 'main.bicep'\nparam location = 'westeurope'\nparam subscription_key = 'a-key-that-is-a-secret'\n", ct);
        return parameters;
    }

    private static string Module(string name, string path, JsonObject parameters) => $$"""
        module {{Identifier(name)}} '{{path}}' = {
          name: '{{name}}'
          scope: group
          params: {
            location: location
        {{string.Concat(parameters.Select(parameter => $"    {parameter.Key}: {Value(parameter.Key, parameter.Value!.GetValue<string>())}\n"))}}  }
        }

        """;

    private static string Value(string parameter, string value) => value switch
    {
        "" => Filled[parameter],
        ['{', .. var expression, '}'] when expression.Split('.') is [var name, "value"] => Identifier(name),
        ['{', .. var expression, '}'] when expression.Split('.', 2) is [var name, var rest] => $"{Identifier(name)}.{rest}",
        _ => $"'{value}'",
    };

    private static string Identifier(string name) => name.Replace('-', '_');
}
