using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Tests.Offline.Hosting;

/// <summary>Steps that several tests of the orchestrator share. Its resources are shell commands: quick to start, and on every Linux and macOS.</summary>
internal static class HostingTest
{
    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", Path.GetTempPath(), "-c", script);

    /// <summary>Healthy as soon as, and as long as, the condition holds.</summary>
    internal static IResourceBuilder<T> WithCondition<T>(this IResourceBuilder<T> resource, Func<bool> isHealthy)
        where T : IResource
    {
        var key = $"{resource.Resource.Name}_condition";
        resource.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, () => isHealthy() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        return resource.WithHealthCheck(key);
    }

    internal static int ProcessIdOf(this DistributedApplication app, string resourceId)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState(resourceId, out var now));
        return Assert.IsType<int>(now.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value);
    }

    internal static string? StateOf(this DistributedApplication app, string resourceId) =>
        app.ResourceNotifications.TryGetCurrentState(resourceId, out var now) ? now.Snapshot.State?.Text : null;

    /// <summary>What the resource would be started with, all ports given out.</summary>
    internal static async Task<Dictionary<string, string>> VariablesOfAsync(this DistributedApplication app, IResource resource, int replica = 0)
    {
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        await app.Services.GetRequiredService<EndpointAllocation>().AllocateAsync(model.Resources, Ct);
        return await app.Services.GetRequiredService<ResourceEnvironment>().VariablesAsync(resource, replica, Ct);
    }

    internal static bool IsRunning(int processId)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
