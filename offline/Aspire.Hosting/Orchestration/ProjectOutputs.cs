using System.Reflection;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the AppHost's build wrote into its assembly: where the AppHost is, and where each project's output is.</summary>
internal static class ProjectOutputs
{
    /// <summary>Both keys are written by <c>offline/Aspire.AppHost.Sdk/Sdk/Sdk.targets</c>.</summary>
    private const string DirectoryKey = "apphostprojectpath";
    private const string OutputKeyPrefix = "projectoutput:";

    internal static string? AppHostDirectoryOf(Assembly? appHost) => appHost is null ? null : Find(appHost, DirectoryKey);

    internal static string Find(IProjectMetadata project) =>
        Find(project.GetType().Assembly, OutputKeyPrefix + project.ProjectPath)
        ?? throw new DistributedApplicationException($"The AppHost's assembly does not say where '{project.ProjectPath}' is built to. Is the project referenced by the AppHost?");

    private static string? Find(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
