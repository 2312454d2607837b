using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Web.Client.Language;

namespace RoomChat.Web.Page;

/// <summary>The script that keeps the page's files in the browser. Their version and addresses are at its beginning.</summary>
internal static class ServiceWorker
{
    public const string Address = "/sw.js";

    /// <summary>Header of the document's answer with the version of the files that the document is for.</summary>
    public const string VersionHeader = "RoomChat-Page";

    private const string Script = "worker.js";

    public static void MapServiceWorker(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Serve);

    private static Results<ContentHttpResult, NotFound> Serve(PageFiles files, IWebHostEnvironment environment, HttpContext context)
    {
        if (!files.HasWorker) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "no-cache";
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(Script).CreateReadStream());
        var list = JsonSerializer.Serialize(files.Addresses, PageJsonContext.Default.IReadOnlyListString);
        // In all languages, because the worker runs without the page.
        var byLanguage = Languages.All.ToDictionary(language => language.Code, language => language.NewMessage);
        var words = JsonSerializer.Serialize(byLanguage, PageJsonContext.Default.DictionaryStringString);
        var script = $"const version = '{files.Version}';\nconst files = {list};\nconst newMessage = {words};\n{reader.ReadToEnd()}";
        return TypedResults.Text(script, "text/javascript", Encoding.UTF8);
    }
}
