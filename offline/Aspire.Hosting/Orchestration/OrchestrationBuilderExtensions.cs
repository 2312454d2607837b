using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

internal static class OrchestrationBuilderExtensions
{
    /// <summary>Everything stops within this: three layers of services, each with its own limit.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(40);

    internal static void AddOrchestration(this HostApplicationBuilder host, IDistributedApplicationBuilder application, bool testing)
    {
        var services = host.Services;
        services.AddSingleton(_ => OrchestrationSettings.Read(application, testing));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(application.ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(application.Resources));
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<OrchestrationSettings>()));
        services.AddSingleton(_ => new ResourceNotificationService());
        services.AddSingleton<PortAllocator>();
        services.AddSingleton<EndpointAllocation>();
        services.AddSingleton<ResourceEnvironment>();
        services.AddSingleton<OrphanGuard>();
        services.AddSingleton<ConsoleStatus>();
        services.AddSingleton<LocalOrchestrator>();
        services.AddHostedService(provider => provider.GetRequiredService<LocalOrchestrator>());
        services.AddHealthChecks();
        services.AddHttpClient();
        services.AddHttpClient(EndpointHealthCheck.ClientName, client => client.Timeout = EndpointHealthCheck.Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);

        // The console belongs to ConsoleStatus, which says the same in one line each.
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        host.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        if (!testing) services.AddHostedService<ParentWatch>();
    }
}
