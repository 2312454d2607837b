using Microsoft.Extensions.FileProviders;

namespace RoomChat.Web.Page;

/// <summary>The page's files: those of a published RoomChat.Web elsewhere, or the program's own.</summary>
internal static class PageFolder
{
    public const string Manifest = "RoomChat.Web.staticwebassets.endpoints.json";

    /// <summary>What says which files there are, under which addresses.</summary>
    public static string ManifestIn(string folder) => Path.Combine(Path.GetFullPath(folder), Manifest);

    /// <summary>Serves the files of <c>Page:Folder</c>, if it is set. Before anything has read the web root.</summary>
    public static void UsePageFolder(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{PageOptions.Section}:{nameof(PageOptions.Folder)}"] is not { Length: > 0 } folder) return;
        var root = Path.Combine(Path.GetFullPath(folder), "wwwroot");
        if (!Directory.Exists(root)) return;   // the validator says so
        builder.Environment.WebRootPath = root;
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(root);
    }
}
