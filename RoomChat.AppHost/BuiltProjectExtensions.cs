namespace RoomChat.AppHost;

/// <summary>Starts what was built, in place of <c>dotnet run --no-build</c>: that costs four seconds of processor time and 130 MB a service, and hides the service's process.</summary>
internal static class BuiltProjectExtensions
{
    internal static IResourceBuilder<ProjectResource> RunAsBuilt(this IResourceBuilder<ProjectResource> project)
    {
        // An IDE that starts the AppHost starts projects itself, to debug them.
        if (!project.ApplicationBuilder.ExecutionContext.IsRunMode || project.ApplicationBuilder.Configuration["DEBUG_SESSION_PORT"] is not null) return project;
        var source = project.Resource.GetProjectMetadata().ProjectPath;
        var folder = Path.GetDirectoryName(source)!;
        var name = Path.GetFileNameWithoutExtension(source);
        // The AppHost is built with them: …/RoomChat.AppHost/bin/Debug/net10.0/.
        var output = Path.GetRelativePath(project.ApplicationBuilder.AppHostDirectory, Path.GetDirectoryName(typeof(BuiltProjectExtensions).Assembly.Location)!);
        if (output.StartsWith("..", StringComparison.Ordinal)) output = Path.Combine("bin", "Debug", "net10.0");
        var program = Path.Combine(folder, output, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        return File.Exists(program) ? project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = folder }) : project;
    }
}
