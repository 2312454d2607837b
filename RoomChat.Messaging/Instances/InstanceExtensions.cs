using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Health;

namespace RoomChat.Messaging.Instances;

/// <summary>Registers the reports of instances.</summary>
public static class InstanceExtensions
{
    /// <summary>Adds the reports of this process. Uses the registered Redis client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="service">The name of the service, such as <c>realtime</c>.</param>
    public static IServiceCollection AddInstanceReports(this IServiceCollection services, string service)
    {
        services.AddOptions<InstanceReportOptions>().BindConfiguration("Instances").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InstanceReportOptions>, InstanceReportOptionsValidator>());
        services.TryAddSingleton(new ReportedService(service));
        services.TryAddSingleton<LastHealth>();
        services.TryAddSingleton<IInstances, RedisInstances>();
        services.TryAddSingleton<InstanceCharts>();
        // Resolved at the first report, so that the start of a service does not wait for Redis.
        services.TryAddSingleton<Func<IInstances>>(provider => provider.GetRequiredService<IInstances>);
        services.TryAddSingleton<Func<InstanceCharts>>(provider => provider.GetRequiredService<InstanceCharts>);
        services.TryAddSingleton<RefusalCounts>();
        services.TryAddSingleton<TalkCounts>();
        services.AddHostedService<InstanceReporter>();
        return services;
    }
}
