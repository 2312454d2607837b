#pragma warning disable ASPIREPERSISTENCE001 // WithLifetimeOf is experimental.
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

public static partial class AzureServiceBusExtensions
{
    private const string Registry = "mcr.microsoft.com";
    private const string Image = "azure-messaging/servicebus-emulator";
    private const string Amqp = "emulator";
    private const string Health = "emulatorhealth";

    /// <summary>Runs Microsoft's emulator and its SQL Server in containers. Does nothing when the application is published.</summary>
    /// <exception cref="InvalidOperationException">The namespace is an emulator already.</exception>
    public static IResourceBuilder<AzureServiceBusResource> RunAsEmulator(
        this IResourceBuilder<AzureServiceBusResource> builder,
        Action<IResourceBuilder<AzureServiceBusEmulatorResource>>? configureContainer = null)
    {
        var (bus, application) = (builder.Resource, builder.ApplicationBuilder);
        if (bus.IsEmulator) throw new InvalidOperationException($"'{bus.Name}' runs as an emulator already.");
        if (application.ExecutionContext.IsPublishMode) return builder;

        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            application, $"{bus.Name}-sql-pwd", minLower: 1, minUpper: 1, minNumeric: 1);
        builder.WithAnnotation(new EmulatorResourceAnnotation())
            .WithAnnotation(new ContainerImageAnnotation { Registry = Registry, Image = Image, Tag = "2.0.0" })
            .WithEndpoint(targetPort: 5672, name: Amqp)
            .WithHttpEndpoint(targetPort: 5300, name: Health)
            .WithEndpoint(Health, static endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithUrlForEndpoint(Health, static url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithHttpHealthCheck("/health", endpointName: Health);
        var sql = application.AddContainer($"{bus.Name}-mssql", "mssql/server", "2022-latest")
            .WithImageRegistry(Registry)
            .WithEndpoint(targetPort: 1433, name: "tcp")
            .WithEnvironment("ACCEPT_EULA", "Y")
            .WithEnvironment(context => context.EnvironmentVariables["MSSQL_SA_PASSWORD"] = password)
            .WithParentRelationship(builder);

        var emulator = application.CreateResourceBuilder(new AzureServiceBusEmulatorResource(bus))
            .WithEnvironment("ACCEPT_EULA", "Y")
            .WithEnvironment("SQL_SERVER", sql.Resource.Name + ":1433")
            .WithEnvironment(context => context.EnvironmentVariables["MSSQL_SA_PASSWORD"] = password);
        // Read when the container is made, so that entities may be added after this call.
        emulator.WithContainerFiles(
            "/ServiceBus_Emulator/ConfigFiles", (_, _) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>([FileOf(bus)]));
        if (configureContainer is null) return builder;
        configureContainer(emulator);
        sql.WithLifetimeOf(emulator);
        return builder;
    }

    /// <summary>Gives the emulator a configuration file, in place of the one made from the model.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithConfigurationFile(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, string path) =>
        builder.WithAnnotation(new ConfigurationFile(path), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Changes the configuration that was made from the model.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithConfiguration(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, Action<JsonNode> configJson) =>
        builder.WithAnnotation(new ConfigurationChange(configJson));

    /// <summary>Sets the AMQP port on this machine; null for any free port.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithHostPort(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, int? port) =>
        builder.WithEndpoint(Amqp, endpoint => endpoint.Port = port);

    private static ContainerFile FileOf(AzureServiceBusResource bus)
    {
        const string Name = "Config.json";
        if (bus.TryGetLastAnnotation<ConfigurationFile>(out var own)) return new() { Name = Name, SourcePath = own.Path };
        var configuration = EmulatorConfiguration.Of(bus);
        foreach (var change in bus.Annotations.OfType<ConfigurationChange>()) change.Apply(configuration);
        return new() { Name = Name, Contents = configuration.ToString() };
    }

    private sealed record ConfigurationFile(string Path) : IResourceAnnotation;

    private sealed record ConfigurationChange(Action<JsonNode> Apply) : IResourceAnnotation;
}
