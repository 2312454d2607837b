using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Lets a test take the builder out of an AppHost's entry point that it runs. Flows with the calling context, so two tests do not meet.</summary>
internal abstract class BuilderInterception
{
    private static readonly AsyncLocal<BuilderInterception?> InThisFlow = new();

    internal static BuilderInterception? Current
    {
        get => InThisFlow.Value;
        set => InThisFlow.Value = value;
    }

    /// <summary>A folder for what the application keeps, unless it was told another.</summary>
    internal abstract void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>May throw to end the entry point here.</summary>
    internal abstract void Building(DistributedApplicationBuilder builder);
}
