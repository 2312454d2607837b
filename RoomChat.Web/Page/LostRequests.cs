using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoomChat.Web.Client.Operator;
using RoomChat.Web.Client.Pages;
using RoomChat.Web.Components;
using RoomChat.Web.Session;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Page;

/// <summary>The answer to addresses that do not exist: a page for people, Problem Details for programs.</summary>
internal static class LostRequests
{
    private static readonly StatusCodePagesOptions Problems = new();

    /// <summary>Answers requests that no endpoint handles.</summary>
    public static void UseLostRequests(this WebApplication app) => app.UseStatusCodePages(context =>
        IsForPeople(context.HttpContext) ? ShowAsync(context.HttpContext, new { IsLost = true }) : Problems.HandleAsync(context));

    /// <summary>Answers addresses of the page that cannot exist. Call it after routing.</summary>
    public static void UseKnownRooms(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page }) return next(context);
        if (page == typeof(LostPage)) return ShowAsync(context, new { IsLost = true });
        if (page == typeof(OperatorPage)) return ShowToOperatorsAsync(context, next);
        return context.GetRouteValue(nameof(ChatPage.Room)) is not string room
            || RoomAddress.TryParse(room, context.GetRouteValue(nameof(ChatPage.Message)) as string, out _, out _)
                ? next(context)
                : ShowAsync(context, new { IsNoRoom = true });
    });

    /// <summary>To all others there is no such page, also while nobody can say whether the session has ended.</summary>
    private static async Task ShowToOperatorsAsync(HttpContext context, RequestDelegate next)
    {
        var isOperator = false;
        try
        {
            isOperator = await PageSession.IsOperatorAsync(context);
        }
        catch (SessionsUnknownException)
        {
            // Logged where it was asked.
        }
        await (isOperator ? next(context) : ShowAsync(context, new { IsLost = true }));
    }

    private static bool IsForPeople(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled
        && context.Response.StatusCode == StatusCodes.Status404NotFound
        && context.GetEndpoint() is null
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.GetTypedHeaders().Accept.Any(
            static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task ShowAsync(HttpContext context, object why) =>
        new RazorComponentResult<App>(why) { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context);
}
