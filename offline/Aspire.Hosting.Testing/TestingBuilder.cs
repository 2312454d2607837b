using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's builder in a test's hands.</summary>
internal sealed class TestingBuilder : IDistributedApplicationTestingBuilder
{
    private readonly DistributedApplicationBuilder _inner;
    private readonly TemporaryData _data;

    internal TestingBuilder(DistributedApplicationBuilder inner, TemporaryData data)
    {
        _inner = inner;
        _data = data;
        // By a factory, so that the application disposes it.
        _inner.Services.AddSingleton(_ => data);
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory => _inner.AppHostDirectory;

    public Assembly? AppHostAssembly => _inner.AppHostAssembly;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => _inner.ExecutionContext;

    public IResourceCollection Resources => _inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => _inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => _inner.CreateResourceBuilder(resource);

    public DistributedApplication Build()
    {
        var application = _inner.Build();
        // Created first, so that it goes last: others still write into the folder.
        _ = application.Services.GetRequiredService<TemporaryData>();
        return application;
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(Build());

    public void Dispose() => _data.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
