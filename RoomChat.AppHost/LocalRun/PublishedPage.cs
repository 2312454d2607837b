using System.Reflection;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// The page that <c>dotnet run</c> has published: a tenth of the built page's bytes. A build publishes none. If an IDE starts the AppHost
/// itself, the gateway serves the built page.
/// </summary>
internal static class PublishedPage
{
    private const string Metadata = "PageFolder";

    /// <summary>File that the project file writes when the page is complete.</summary>
    private const string Mark = "published";

    /// <summary>Makes the gateway serve the published page, unless there is none or the built page is newer.</summary>
    internal static IResourceBuilder<ProjectResource> WithPublishedPage(this IResourceBuilder<ProjectResource> gateway)
    {
        var folder = typeof(PublishedPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == Metadata).Value!;
        var program = Path.GetDirectoryName(gateway.Resource.GetProjectMetadata().ProjectPath)!;
        return gateway.ApplicationBuilder.ExecutionContext.IsRunMode && IsWanted(gateway) && IsFresh(folder, program)
            ? gateway.WithEnvironment("Page__Folder", folder)
            : gateway;
    }

    private static bool IsWanted(IResourceBuilder<ProjectResource> gateway) => gateway.ApplicationBuilder.Configuration["Page"] switch
    {
        null or "Published" => true,
        "Built" => false,
        var other => throw new DistributedApplicationException($"The setting 'Page' is '{other}'; it may be Published or Built."),
    };

    /// <summary>Whether a folder holds a page that is not older than the inputs of the gateway's build.</summary>
    internal static bool IsFresh(string folder, string program)
    {
        var mark = new FileInfo(Path.Combine(folder, Mark));
        var client = $"{program}.Client";
        var name = Path.GetFileName(program);
        // The list of files changes when one is removed. The client's folder has the assemblies of everything that the page is built from.
        var sources = FilesIn(Path.Combine(program, "wwwroot"), "*")
            .Concat(FilesIn(Path.Combine(client, "wwwroot"), "*"))
            .Concat(FilesIn(Path.Combine(program, BuiltProjectExtensions.Output), $"{name}.dll"))
            .Concat(FilesIn(Path.Combine(program, BuiltProjectExtensions.Output), $"{name}.staticwebassets.endpoints.json"))
            .Concat(FilesIn(Path.Combine(client, BuiltProjectExtensions.Output), "*.dll"));
        return mark.Exists && sources.All(source => source.LastWriteTimeUtc <= mark.LastWriteTimeUtc);
    }

    private static IEnumerable<FileInfo> FilesIn(string folder, string pattern)
    {
        var files = new DirectoryInfo(folder);
        return files.Exists ? files.EnumerateFiles(pattern, SearchOption.AllDirectories) : [];
    }
}
