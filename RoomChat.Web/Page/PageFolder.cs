using Microsoft.Extensions.FileProviders;

namespace RoomChat.Web.Page;

/// <summary>The page's files: those of a published RoomChat.Web elsewhere, or the program's own.</summary>
internal static class PageFolder
{
    public const string Manifest = "RoomChat.Web.staticwebassets.endpoints.json";

    /// <summary>What says which files there are, under which addresses.</summary>
    public static string ManifestIn(string folder) => Path.Combine(Path.GetFullPath(folder), Manifest);

    /// <summary>Makes a folder's files those of the web root. Before the endpoints of the files are made.</summary>
    public static void Use(IWebHostEnvironment environment, string folder)
    {
        var root = Path.Combine(Path.GetFullPath(folder), "wwwroot");
        (environment.WebRootPath, environment.WebRootFileProvider) = (root, new PhysicalFileProvider(root));
    }
}
