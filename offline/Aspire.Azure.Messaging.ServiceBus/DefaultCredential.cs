using Azure.Core;
using Azure.Identity;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>The credential of a client whose settings have none.</summary>
internal static class DefaultCredential
{
    internal static TokenCredential Create(Func<string, string?> variable) =>
        variable(DefaultAzureCredential.DefaultEnvironmentVariableName) is not null
            ? new DefaultAzureCredential(DefaultAzureCredential.DefaultEnvironmentVariableName)
            : FindManagedIdentity(variable) is { } identity ? new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(identity))
            : new DefaultAzureCredential(ForDevelopers());

    /// <summary>Null outside Azure.</summary>
    internal static ManagedIdentityId? FindManagedIdentity(Func<string, string?> variable) =>
        variable("AZURE_CLIENT_ID") is { } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId)
        : variable("IDENTITY_ENDPOINT") is not null ? ManagedIdentityId.SystemAssigned
        : null;

    /// <summary>Only the credentials of tools on a developer's machine.</summary>
    internal static DefaultAzureCredentialOptions ForDevelopers() =>
        new() { ExcludeEnvironmentCredential = true, ExcludeWorkloadIdentityCredential = true, ExcludeManagedIdentityCredential = true };
}
