using RoomChat.Web.Components;

namespace RoomChat.Web.Page;

/// <summary>The chat page: Blazor WebAssembly and its files, compressed when the project was built.</summary>
internal static class PageEndpoints
{
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Client._Imports).Assembly)
            // The page has no form that would be posted.
            .Add(endpoint => endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get])));
    }
}
