using System.Reflection;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// Starts a project's built program directly. Aspire uses <c>dotnet run --no-build</c>, which costs four seconds of processor time and
/// 130 MB for each service. The process that Aspire watches is then not the service.
/// </summary>
internal static class BuiltProjectExtensions
{
    /// <summary>Set by an IDE that starts the projects itself, to debug them.</summary>
    private const string DebugSession = "DEBUG_SESSION_PORT";

    /// <summary>
    /// Path of a project's program, relative to the project's folder. Written by the project file; it is the same for all projects.
    /// </summary>
    internal static readonly string Output = typeof(BuiltProjectExtensions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BuildOutput").Value!;

    internal static IResourceBuilder<ProjectResource> RunAsBuilt(this IResourceBuilder<ProjectResource> project)
    {
        var builder = project.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode || builder.Configuration[DebugSession] is not null) return project;
        var source = project.Resource.GetProjectMetadata().ProjectPath;
        var folder = Path.GetDirectoryName(source)!;
        var name = Path.GetFileNameWithoutExtension(source);
        var program = Path.Combine(folder, Output, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        // With another output folder, Aspire starts the project in its own way.
        return File.Exists(program)
            ? project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = folder })
            : project;
    }
}
