using System.Reflection;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// The page that <c>dotnet run</c> has published: a tenth of the built one's bytes. A build makes none, and an IDE that starts the AppHost
/// itself serves the built page.
/// </summary>
internal static class PublishedPage
{
    private const string Metadata = "PageFolder";

    /// <summary>Written by the project file when the page is complete.</summary>
    private const string Mark = "published";

    /// <summary>Has the gateway serve the published page, unless there is none or the built one is newer.</summary>
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

    /// <summary>Whether a folder holds a page that is no older than what a gateway's project was built of.</summary>
    internal static bool IsFresh(string folder, string program)
    {
        var mark = new FileInfo(Path.Combine(folder, Mark));
        var client = $"{program}.Client";
        return mark.Exists && Sources(program).Concat(Sources(client)).All(source => source.LastWriteTimeUtc <= mark.LastWriteTimeUtc);
    }

    private static IEnumerable<FileInfo> Sources(string project)
    {
        var files = new DirectoryInfo(Path.Combine(project, "wwwroot"));
        var name = Path.GetFileName(project);
        var assembly = new FileInfo(Path.Combine(project, BuiltProjectExtensions.Output, $"{name}.dll"));
        return (files.Exists ? files.EnumerateFiles("*", SearchOption.AllDirectories) : []).Append(assembly).Where(file => file.Exists);
    }
}
