using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace RoomChat.AppHost.LocalRun;

/// <summary>Additions to Aspire for a run on a developer's machine: restarts, an order of stopping, and console output.</summary>
internal static class LocalRunExtensions
{
    /// <param name="builder">The complete model.</param>
    /// <param name="announce">The resource whose address is printed when everything is ready.</param>
    internal static void AddLocalRun(this IDistributedApplicationBuilder builder, string announce)
    {
        builder.Services.TryAddSingleton<RunOutcome>();
        if (!builder.ExecutionContext.IsRunMode) return;
        FileCreationMask.KeepOthersOut();
        builder.Services.Configure<LocalRunOptions>(options => options.Announced = announce);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<PortCheck>();
        // Everything here uses plain HTTP. Without this, Aspire asks for a trusted development certificate.
        foreach (var service in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(service).WithoutHttpsCertificate();
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.AddHostedService<ReadyNotice>();
        // Before Aspire's own service, which finishes starting only when every resource has started. Earlier failures must be seen, too.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
    }

    /// <summary>Marks a resource that is stopped before all others.</summary>
    internal static IResourceBuilder<T> StopsFirst<T>(this IResourceBuilder<T> resource) where T : IResource =>
        resource.WithAnnotation(new StopsFirstAnnotation());

    /// <summary>Runs until it is asked to stop, or until a resource cannot run.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunToExitCodeAsync(this DistributedApplication application)
    {
        var outcome = application.Services.GetRequiredService<RunOutcome>();
        if (application.Services.GetService<PortCheck>()?.FindTaken() is { Count: > 0 } taken)
        {
            await outcome.FailAsync(string.Join(Environment.NewLine, taken));
            return outcome.ExitCode;
        }

        try
        {
            await application.RunAsync();
        }
        catch (OperationCanceledException) when (application.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.IsCancellationRequested)
        {
            // It was asked to stop during the start.
        }

        return outcome.ExitCode;
    }
}
