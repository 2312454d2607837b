using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's entry point up to the point where the application is built, and hands its builder to a test.</summary>
/// <remarks>All ports are free ones, and what the application keeps goes to a temporary folder (setting <c>Data:Path</c>).</remarks>
public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => RunAsync(typeof(TEntryPoint).Assembly, [], (_, _) => { }, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => RunAsync(typeof(TEntryPoint).Assembly, args, (_, _) => { }, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        RunAsync(typeof(TEntryPoint).Assembly, args, configureBuilder, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <param name="entryPoint">Any type of the AppHost's assembly, such as <c>Projects.RoomChat_AppHost</c>.</param>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="configureBuilder">Called before the AppHost's builder is made.</param>
    /// <param name="cancellationToken">Gives up waiting for the entry point.</param>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or that ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        return RunAsync(entryPoint.Assembly, args, configureBuilder, cancellationToken);
    }

    /// <summary>A builder without an AppHost, for a model that the test describes itself.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { }, Assembly.GetCallingAssembly());

    /// <summary>A builder without an AppHost, for a model that the test describes itself.</summary>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) =>
        Create(args, configureBuilder, Assembly.GetCallingAssembly());

    private static async Task<IDistributedApplicationTestingBuilder> RunAsync(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken)
    {
        var data = new TemporaryData();
        var interception = new TestingInterception(appHost, args, configureBuilder, data);
        var builder = await EntryPoint.RunUntilBuildAsync(appHost, args, interception).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new TestingBuilder(builder, data);
    }

    private static TestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, Assembly caller)
    {
        var data = new TemporaryData();
        using var scope = new TestingInterception(caller, args, configureBuilder, data).Enter();
        return new TestingBuilder(new DistributedApplicationBuilder(args), data);
    }
}
