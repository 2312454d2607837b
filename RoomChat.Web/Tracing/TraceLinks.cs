using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace RoomChat.Web.Tracing;

/// <summary>
/// Links the trace of a request to the trace in its headers, unless that one continues. So both can be found together.
/// </summary>
internal static class TraceLinks
{
    public static void UseTraceLinks(this WebApplication app) => app.Use(static (context, next) =>
    {
        var request = context.Request.Headers;
        var ours = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (ours is { ParentId: null }
            && ActivityContext.TryParse(request.TraceParent, request.TraceState, isRemote: true, out var outside))
        {
            ours.AddLink(new(outside));
        }

        return next(context);
    });
}
