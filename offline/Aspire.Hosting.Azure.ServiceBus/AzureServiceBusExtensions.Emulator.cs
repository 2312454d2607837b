using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

public static partial class AzureServiceBusExtensions
{
    private const string Registry = "mcr.microsoft.com";
    private const string Amqp = "emulator";
    private const string Health = "emulatorhealth";

    /// <summary>Runs Microsoft's emulator and its SQL Server in containers. Does nothing when the application is published.</summary>
    /// <exception cref="InvalidOperationException">The namespace is an emulator already.</exception>
    public static IResourceBuilder<AzureServiceBusResource> RunAsEmulator(
        this IResourceBuilder<AzureServiceBusResource> builder, Action<IResourceBuilder<AzureServiceBusEmulatorResource>>? configureContainer = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (bus, application) = (builder.Resource, builder.ApplicationBuilder);
        if (bus.IsEmulator) throw new InvalidOperationException($"'{bus.Name}' runs as an emulator already.");
        if (application.ExecutionContext.IsPublishMode) return builder;

        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            application, $"{bus.Name}-sql-pwd", minLower: 1, minUpper: 1, minNumeric: 1);
        builder.WithAnnotation(new EmulatorResourceAnnotation())
            .WithAnnotation(new ContainerImageAnnotation { Registry = Registry, Image = "azure-messaging/servicebus-emulator", Tag = "2.0.0" })
            .WithEndpoint(targetPort: 5672, name: Amqp)
            .WithHttpEndpoint(targetPort: 5300, name: Health)
            .WithEndpoint(Health, static endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithUrlForEndpoint(Health, static url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
        var sql = application.AddContainer($"{bus.Name}-mssql", "mssql/server", "2022-latest")
            .WithImageRegistry(Registry)
            .WithEndpoint(targetPort: 1433, name: "tcp")
            .WithEnvironment("ACCEPT_EULA", "Y")
            .WithEnvironment(context => context.EnvironmentVariables["MSSQL_SA_PASSWORD"] = password)
            .WithParentRelationship(builder);
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(context =>
        {
            context.EnvironmentVariables["ACCEPT_EULA"] = "Y";
            context.EnvironmentVariables["SQL_SERVER"] = $"{sql.Resource.Name}:1433";
            context.EnvironmentVariables["MSSQL_SA_PASSWORD"] = password;
        }));

        var emulator = application.CreateResourceBuilder(new AzureServiceBusEmulatorResource(bus));
        if (configureContainer is not null)
        {
            configureContainer(emulator);
            sql.WithLifetimeOf(emulator);
        }

        // Read when the container is made, so that entities may be added after this call.
        emulator.WithContainerFiles("/ServiceBus_Emulator/ConfigFiles", (_, _) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>([ConfigurationOf(bus)]));
        return builder.WithHttpHealthCheck("/health", endpointName: Health);
    }

    /// <summary>Gives the emulator a configuration file, in place of the one made from the model.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithConfigurationFile(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithAnnotation(new ConfigurationFile(path), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Changes the configuration that was made from the model.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithConfiguration(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, Action<JsonNode> configJson)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configJson);
        return builder.WithAnnotation(new ConfigurationChange(configJson));
    }

    /// <summary>Sets the AMQP port on this machine; null for any free port.</summary>
    public static IResourceBuilder<AzureServiceBusEmulatorResource> WithHostPort(
        this IResourceBuilder<AzureServiceBusEmulatorResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(Amqp, endpoint => endpoint.Port = port);
    }

    private static ContainerFile ConfigurationOf(AzureServiceBusResource bus)
    {
        var file = new ContainerFile { Name = "Config.json" };
        if (bus.Annotations.OfType<ConfigurationFile>().FirstOrDefault() is { } own)
        {
            file.SourcePath = own.Path;
            return file;
        }

        var configuration = EmulatorConfiguration.Of(bus);
        foreach (var change in bus.Annotations.OfType<ConfigurationChange>()) change.Apply(configuration);
        file.Contents = configuration.ToString();
        return file;
    }

    private sealed record ConfigurationFile(string Path) : IResourceAnnotation;

    private sealed record ConfigurationChange(Action<JsonNode> Apply) : IResourceAnnotation;
}
