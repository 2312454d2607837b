using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting;

/// <summary>Projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject(), ProjectProfile.First);

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), launchProfileName is null ? ProjectProfile.None : ProjectProfile.Named(launchProfileName));

    /// <summary>Runs so many processes of the project; each gets ports of its own, and who references the project gets them all.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, ProjectProfile choice)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        if (choice.Find(metadata) is not { } profile) return project.WithEnvironment(ProjectDefaults.ListenOnHttpEndpointsAsync);

        project.WithAnnotation(new LaunchProfileAnnotation(profile.Name));
        foreach (var endpoint in profile.Endpoints()) project.WithAnnotation(endpoint);
        return project
            .WithEnvironment(context => profile.CopyEnvironment(context.EnvironmentVariables))
            .WithEnvironment(ProjectDefaults.ListenOnHttpEndpointsAsync);
    }
}
