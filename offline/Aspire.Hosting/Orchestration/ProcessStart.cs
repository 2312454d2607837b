using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>How a resource's process is started.</summary>
internal static class ProcessStart
{
    internal static bool IsStartable(IResource resource) => resource is ProjectResource or ExecutableResource;

    internal static async Task<ProcessStartInfo> ForAsync(IResource resource, int replica, ResourceEnvironment environment, CancellationToken ct)
    {
        var arguments = await environment.ArgumentsAsync(resource, replica, ct).ConfigureAwait(false);
        var start = resource switch
        {
            ProjectResource project => OfProject(project, arguments),
            ExecutableResource executable => new ProcessStartInfo(executable.Command, arguments) { WorkingDirectory = executable.WorkingDirectory },
            _ => throw new NotSupportedException($"'{resource.Name}' is a {resource.GetType().Name}, which has no process."),
        };
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(name => !ResourceEnvironment.IsInherited(name)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in await environment.VariablesAsync(resource, replica, ct).ConfigureAwait(false))
            start.Environment[name] = value;
        return start;
    }

    private static ProcessStartInfo OfProject(ProjectResource project, IReadOnlyList<string> arguments)
    {
        if (!project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
            throw new DistributedApplicationException($"The project resource '{project.Name}' does not say which project it is.");
        return new ProcessStartInfo(DotnetHost.Path, [ProjectOutputs.Find(metadata), .. arguments]) { WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath)! };
    }
}
