using Microsoft.Extensions.FileProviders;

namespace RoomChat.Web.Page;

/// <summary>The page's files: those of a published RoomChat.Web elsewhere, or the program's own.</summary>
internal static class PageFolder
{
    public const string Manifest = "RoomChat.Web.staticwebassets.endpoints.json";

    /// <summary>The list of the files and their addresses.</summary>
    public static string ManifestIn(string folder) => Path.Combine(Path.GetFullPath(folder), Manifest);

    /// <summary>Makes a folder the web root. Call it before the endpoints of the files are made.</summary>
    public static void Use(IWebHostEnvironment environment, string folder)
    {
        var root = Path.Combine(Path.GetFullPath(folder), "wwwroot");
        (environment.WebRootPath, environment.WebRootFileProvider) = (root, new PhysicalFileProvider(root));
    }
}
