using System.Reflection;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Makes a builder one for a test, and takes it out of the entry point that makes it.</summary>
internal sealed class TestingInterception(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure, TemporaryData data) : BuilderInterception
{
    private bool _isCaptured;

    /// <summary>Called with the builder instead of building, the first time.</summary>
    internal Action<DistributedApplicationBuilder>? Captured { get; set; }

    internal IDisposable Enter()
    {
        Current = this;
        return new Scope();
    }

    internal override void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.Args = settings.Args = args;
        options.AssemblyName = settings.ApplicationName = appHost.GetName().Name;
        options.DisableDashboard = true;
        settings.EnvironmentName ??= Environments.Development;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection([new("DcpPublisher:RandomizePorts", bool.TrueString), new("Data:Path", data.Path)]);
        configure(options, settings);
    }

    internal override void Building(DistributedApplicationBuilder builder)
    {
        if (Captured is null || _isCaptured) return;
        _isCaptured = true;
        Captured(builder);
        // What the entry point would do after building is the test's to do.
        throw new HostAbortedException();
    }

    private sealed class Scope : IDisposable
    {
        public void Dispose() => Current = null;
    }
}
