using Microsoft.Extensions.Options;
using RoomChat.Web.Components;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Page;

/// <summary>The chat page: Blazor WebAssembly and its files, compressed when the project was built or published.</summary>
internal static class PageEndpoints
{
    public static void AddPage(this IServiceCollection services)
    {
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PageOptions>, PageOptionsValidator>();
        services.AddSingleton<PageFiles>();
        services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
    }

    /// <summary>Without sessions there is no page, because it could do nothing.</summary>
    public static void MapPage(this WebApplication routes)
    {
        if (!routes.Services.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled) return;
        var folder = routes.Services.GetRequiredService<IOptions<PageOptions>>().Value.Folder;
        if (folder is not null) PageFolder.Use(routes.Environment, folder);
        var manifest = folder is null ? null : PageFolder.ManifestIn(folder);
        routes.MapStaticAssets(manifest).Add(Widget.AllowEveryPage);
        routes.MapServiceWorker();
        routes.MapRazorComponents<App>()
            .WithStaticAssets(manifest)
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client._Imports).Assembly)
            // The page has no form to post.
            .Add(endpoint => endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get])));
    }
}
