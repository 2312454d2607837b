using System.Reflection;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// Starts a project's program as it was built. Aspire's own way, <c>dotnet run --no-build</c>, costs four seconds of processor time and 130
/// MB for each service, and the process that Aspire watches is then not the service.
/// </summary>
internal static class BuiltProjectExtensions
{
    /// <summary>Set by an IDE that starts the projects itself, to debug them.</summary>
    private const string DebugSession = "DEBUG_SESSION_PORT";

    /// <summary>
    /// Where a project's program lies, seen from the project's folder. Written by the project file: all projects are built alike.
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
        // A build with another output folder is started in Aspire's way.
        return File.Exists(program)
            ? project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = folder })
            : project;
    }
}
