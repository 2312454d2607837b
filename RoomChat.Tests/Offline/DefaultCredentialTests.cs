using Aspire.Azure.Messaging.ServiceBus;
using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RoomChat.Tests.Offline;

[Collection(ProcessWide.Name)]
public sealed class DefaultCredentialTests
{
    private const string Choice = "AZURE_TOKEN_CREDENTIALS";

    [Theory]
    [InlineData("AZURE_CLIENT_ID=c IDENTITY_ENDPOINT=e", "ClientId c")]
    [InlineData("IDENTITY_ENDPOINT=e", "SystemAssigned")]
    public void Variables_of_Azure_choose_the_managed_identity(string variables, string identity)
    {
        var environment = Environment(variables);
        Assert.Equal(identity, DefaultCredential.FindManagedIdentity(environment)?.ToString());
        Assert.IsType<ManagedIdentityCredential>(DefaultCredential.Create(environment));
    }

    [Fact]
    public void Without_variables_only_tools_of_developers_are_asked()
    {
        Assert.IsType<DefaultAzureCredential>(DefaultCredential.Create(Environment("")));
        var options = DefaultCredential.ForDevelopers();
        Assert.True(
            options.ExcludeEnvironmentCredential && options.ExcludeWorkloadIdentityCredential && options.ExcludeManagedIdentityCredential);
        Assert.False(options.ExcludeAzureCliCredential || options.ExcludeVisualStudioCredential);
    }

    [Fact]
    public void The_variable_for_token_credentials_goes_first() => WithChoice("dev", () =>
        Assert.IsType<DefaultAzureCredential>(DefaultCredential.Create(Environment($"{Choice}=dev AZURE_CLIENT_ID=c"))));

    [Fact]
    public void A_namespace_without_credential_gets_the_default_one() => WithChoice("nonsense", () =>
    {
        var refused = Assert.Throws<InvalidOperationException>(() => CreateClient("bus.example", credential: null));
        Assert.Contains(Choice, refused.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_credential_in_the_settings_replaces_the_default() => WithChoice("nonsense", () =>
        Assert.Equal("bus.example", CreateClient("bus.example", new AzureCliCredential()).FullyQualifiedNamespace));

    [Fact]
    public void The_delegates_credential_wins() => WithChoice("nonsense", () =>
    {
        var builder = ConfiguredApplication.WithConnectionString("bus.example");
        builder.AddAzureServiceBusClient("messaging", configureClientBuilder: client => client.WithCredential(new AzureCliCredential()));
        Assert.Equal("bus.example", builder.Services.BuildServiceProvider().GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
    });

    private static ServiceBusClient CreateClient(string connectionString, TokenCredential? credential)
    {
        var builder = ConfiguredApplication.WithConnectionString(connectionString);
        builder.AddAzureServiceBusClient("messaging", settings => settings.Credential = credential);
        return builder.Services.BuildServiceProvider().GetRequiredService<ServiceBusClient>();
    }

    private static Func<string, string?> Environment(string variables)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return set.GetValueOrDefault;
    }

    private static void WithChoice(string value, Action test)
    {
        System.Environment.SetEnvironmentVariable(Choice, value);
        try
        {
            test();
        }
        finally
        {
            System.Environment.SetEnvironmentVariable(Choice, null);
        }
    }
}
