using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace RoomChat.AppHost.LocalRun;

/// <summary>What a run on a developer's machine needs beyond Aspire: restarts, an order of stopping, and words on the console.</summary>
internal static class LocalRunExtensions
{
    /// <param name="builder">The model, complete.</param>
    /// <param name="announce">The resource whose address is printed when everything is ready.</param>
    internal static void AddLocalRun(this IDistributedApplicationBuilder builder, string announce)
    {
        builder.Services.TryAddSingleton<RunOutcome>();
        if (!builder.ExecutionContext.IsRunMode) return;
        FileCreationMask.KeepOthersOut();
        builder.Services.Configure<LocalRunOptions>(options => options.Announced = announce);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<PortCheck>();
        // Everything here speaks plain HTTP: without this Aspire asks for a trusted development certificate.
        foreach (var service in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(service).WithoutHttpsCertificate();
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.AddHostedService<ReadyNotice>();
        // Before Aspire's own: its start ends only when every resource has started, and what fails before that must be seen.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ResourceSupervisor>());
    }

    /// <summary>Marks a resource that is stopped before all others.</summary>
    internal static IResourceBuilder<T> StopsFirst<T>(this IResourceBuilder<T> resource) where T : IResource => resource.WithAnnotation(new StopsFirstAnnotation());

    /// <summary>Runs until asked to stop, or until something cannot run.</summary>
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
        catch (OperationCanceledException) when (application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Asked to stop while it was starting.
        }

        return outcome.ExitCode;
    }
}
