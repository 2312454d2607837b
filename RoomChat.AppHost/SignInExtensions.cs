namespace RoomChat.AppHost;

/// <summary>
/// Sign-in of the page's users: on a developer's machine at a provider of this solution. When published, users are guests until the
/// gateway has the settings of a provider.
/// </summary>
internal static class SignInExtensions
{
    private const string Provider = "identity";
    private const string Client = "roomchat-web";
    private const string Variable = "Authentication__Oidc__";

    internal static IResourceBuilder<ProjectResource> WithSignIn(this IResourceBuilder<ProjectResource> gateway)
    {
        var builder = gateway.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode) return gateway.WithEnvironment("Session__Guests", "true");
        return gateway.WithDevelopmentProvider();
    }

    /// <summary>An identity provider with three users whose passwords everyone knows. It is never published.</summary>
    private static IResourceBuilder<ProjectResource> WithDevelopmentProvider(this IResourceBuilder<ProjectResource> gateway)
    {
        var builder = gateway.ApplicationBuilder;
        var secret = builder.AddRunSecret($"{Provider}-secret");
        var identity = builder.AddService<Projects.RoomChat_Identity_Development>(Provider)
            // It refuses to start in any other environment.
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("Client__Id", Client)
            .WithEnvironment("Client__Secret", secret)
            .WithEnvironment("Client__Address", gateway.GetEndpoint("http"))
            .WithUrlForEndpoint("http", static url => (url.DisplayText, url.Url) = ("Sign-in", "/login"))
            .ExcludeFromManifest();
        return gateway
            .WithEnvironment($"{Variable}Authority", identity.GetEndpoint("http"))
            .WithEnvironment($"{Variable}ClientId", Client)
            .WithEnvironment($"{Variable}ClientSecret", secret)
            .WithEnvironment($"{Variable}Scopes__0", "offline_access")
            .WithEnvironment($"{Variable}OperatorRole", "operator")
            .WithEnvironment("Authentication__Bearer__Authority", identity.GetEndpoint("http"))
            .WithEnvironment("Authentication__Bearer__Audience", "roomchat")
            .WaitFor(identity);
    }
}
