using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes an application of several parts.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly BuilderInterception? _interception = BuilderInterception.Current;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        _interception?.Constructing(options, settings);

        AppHostAssembly = options.ResolveAssembly();
        AppHostDirectory = options.ProjectDirectory ?? ProjectOutputs.AppHostDirectoryOf(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath ??= AppHostDirectory;
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        _host = new HostApplicationBuilder(settings);
        ExecutionContext = new DistributedApplicationExecutionContext(OperationOf(_host.Configuration));
        _host.AddOrchestration(this, _interception is not null);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.TryGetByName(resource.Name, out var other))
            throw new DistributedApplicationException($"Cannot add a {resource.GetType().Name} named '{resource.Name}': a {other.GetType().Name} has that name already. Names of resources are not case-sensitive.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new DistributedApplicationResourceBuilder<T>(this, resource);

    /// <exception cref="DistributedApplicationException">The model does not add up.</exception>
    public DistributedApplication Build()
    {
        _interception?.Building(this);
        return new DistributedApplication(_host.Build());
    }

    private static DistributedApplicationOperation OperationOf(ConfigurationManager configuration)
    {
        var asked = configuration["AppHost:Operation"] ?? configuration["operation"];
        return string.Equals(asked, "publish", StringComparison.OrdinalIgnoreCase) || configuration["Publishing:Publisher"] is not null || configuration["publisher"] is not null
            ? DistributedApplicationOperation.Publish
            : DistributedApplicationOperation.Run;
    }
}
