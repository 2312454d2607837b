using Microsoft.Extensions.Options;
using RoomChat.Web.Components;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Page;

/// <summary>The chat page: Blazor WebAssembly and its files, compressed when the project was built.</summary>
internal static class PageEndpoints
{
    /// <summary>Without sessions there is no page: it could not do anything.</summary>
    public static void MapPage(this WebApplication routes)
    {
        if (!routes.Services.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled) return;
        routes.MapStaticAssets();
        routes.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client._Imports).Assembly)
            // The page has no form that would be posted.
            .Add(endpoint => endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get])));
    }
}
